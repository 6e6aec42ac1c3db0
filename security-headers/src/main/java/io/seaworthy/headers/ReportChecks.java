package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspDirective;
import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether every endpoint that a profile names is one that it defines, and the other way about. Stateless. */
final class ReportChecks {

    private ReportChecks() {}

    static void endpoints(
            Faults faults,
            Map<String, HeaderLine> lines,
            @Nullable Csp csp,
            @Nullable Csp reportOnly,
            @Nullable String reportAddress) {
        HeaderLine line = lines.get("Reporting-Endpoints");
        ReportingEndpoints defined =
                line != null && line.content() instanceof ReportingEndpoints endpoints ? endpoints : null;
        List<String> used = new ArrayList<>();
        boolean needed = false;
        for (Csp policy : new Csp[] {csp, reportOnly}) {
            if (policy != null) {
                used.addAll(policy.directives().getOrDefault(CspDirective.REPORT_TO.text(), List.of()));
                needed |= !SecurityHeadersBuilder.Extras.reportsItself(policy);
            }
        }
        for (HeaderLine each : lines.values()) {
            if (each.content() instanceof IntegrityPolicy integrity) {
                used.addAll(integrity.endpoints());
            }
        }
        for (String name : used) {
            boolean known = defined != null && defined.defines(name);
            faults.check(known, "report-to", name, "endpoint_unknown", "a name that reportingEndpoints(...) defines");
        }
        boolean useless = reportAddress != null && !needed && !used.contains(SecurityHeadersBuilder.Extras.ENDPOINT);
        faults.check(!useless, "reportTo", reportAddress, "no_effect", "a policy without report directives of its own");
    }
}
