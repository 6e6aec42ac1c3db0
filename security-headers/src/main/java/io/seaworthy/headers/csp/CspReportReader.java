package io.seaworthy.headers.csp;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads both formats in which browsers report violations: {@code application/csp-report} (CSP2) and
 * {@code application/reports+json} (W3C Reporting API). Immutable, thread-safe.
 */
final class CspReportReader {

    static final String CSP_REPORT = "application/csp-report";
    static final String REPORTS_JSON = "application/reports+json";

    private final JsonLimits limits;
    private final int maxReports;

    CspReportReader(int maxBytes, int maxReports) {
        // Browsers cut samples at a number of UTF-16 units, and so through characters.
        this.limits = JsonLimits.strict().bytes(maxBytes).depth(8).dangerouslyAcceptLoneSurrogates();
        this.maxReports = maxReports;
    }

    /** The media type without its parameters, or null where it is neither of the two. */
    static @Nullable String typeOf(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals(CSP_REPORT) || type.equals(REPORTS_JSON) ? type : null;
    }

    /** The violations of a body, at most as many as the cap; null where it is no report. */
    @Nullable
    List<CspViolation> read(String type, byte[] body) {
        Object value;
        try {
            value = Json.read(body, limits);
        } catch (JsonException e) {
            return null;
        }
        if (type.equals(CSP_REPORT)) {
            Object report = value instanceof Map<?, ?> wrapper ? wrapper.get("csp-report") : null;
            return report instanceof Map<?, ?> fields ? List.of(ofLevel2(fields)) : null;
        }
        return value instanceof List<?> reports ? ofReportingApi(reports) : null;
    }

    private static CspViolation ofLevel2(Map<?, ?> fields) {
        String directive = text(fields, "effective-directive");
        return violation(
                directive == null ? text(fields, "violated-directive") : directive,
                text(fields, "blocked-uri"),
                text(fields, "disposition"),
                text(fields, "document-uri"),
                text(fields, "source-file"));
    }

    private List<CspViolation> ofReportingApi(List<?> reports) {
        List<CspViolation> violations = new ArrayList<>();
        for (int i = 0; i < reports.size() && violations.size() < maxReports; i++) {
            if (reports.get(i) instanceof Map<?, ?> report
                    && "csp-violation".equals(text(report, "type"))
                    && report.get("body") instanceof Map<?, ?> body) {
                violations.add(violation(
                        text(body, "effectiveDirective"),
                        text(body, "blockedURL"),
                        text(body, "disposition"),
                        text(body, "documentURL"),
                        text(body, "sourceFile")));
            }
        }
        return violations;
    }

    private static CspViolation violation(
            @Nullable String directive,
            @Nullable String blocked,
            @Nullable String disposition,
            @Nullable String document,
            @Nullable String source) {
        return new CspViolation(
                directive(directive),
                ReportText.blocked(blocked),
                !"report".equals(disposition),
                ReportText.address(document),
                ReportText.address(source));
    }

    /** The directive's name only: old browsers send the whole directive, and anybody anything. */
    private static String directive(@Nullable String text) {
        if (text == null) {
            return "other";
        }
        int space = text.indexOf(' ');
        String name = (space < 0 ? text : text.substring(0, space)).toLowerCase(Locale.ROOT);
        return CspDirective.named(name) == null ? "other" : name;
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
