package io.seaworthy.kernel.readiness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for people: one page, no script, no request to anywhere. */
final class ReportHtml {

    private static final Map<String, String> AREAS = areas();

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b2430;--dim:#5b6675;--page:#fff;--line:#d8dee6;
            --good:#0a6b3d;--word:#1d5fa8;--weak:#8a5200;--gap:#b3261e}
            @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--dim:#9aa6b5;--page:#14181e;--line:#333c48;
            --good:#5fd39a;--word:#7db8f5;--weak:#f0b55e;--gap:#ff8a80}}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);
            max-width:72rem;margin:0 auto;padding:1rem}
            h1{margin-bottom:0}h2{margin-top:2.5rem}.dim{color:var(--dim)}
            table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--dim)}
            th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);
            overflow-wrap:break-word}
            td.n,th.n{text-align:right}td ul{margin:0;padding-left:1.1rem}code{white-space:nowrap}
            .enforced{color:var(--good)}.attested{color:var(--word)}.weakened{color:var(--weak)}.open{color:var(--gap)}
            b{font-weight:600}
            """;

    private final StringBuilder page = new StringBuilder(64 * 1024);

    private ReportHtml() {}

    static String of(ReadinessReport report, @Nullable String nonce) {
        return new ReportHtml().write(report, nonce);
    }

    private String write(ReadinessReport report, @Nullable String nonce) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>")
                .append("<title>Production readiness</title><style")
                .append(nonce == null ? "" : " nonce=\"" + checked(nonce) + "\"")
                .append(">\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Production readiness</h1>\n<p class=\"dim\">");
        text(report.at() + ", " + ReportText.counts(report));
        page.append("</p>\n");
        faults(report.faults());
        Map<String, List<Finding>> byArea = new LinkedHashMap<>();
        for (Finding finding : report.items()) {
            String area = finding.id().substring(0, finding.id().indexOf('-'));
            byArea.computeIfAbsent(area, key -> new ArrayList<>()).add(finding);
        }
        byArea.put("groups", report.groups());
        summary(byArea);
        byArea.forEach(this::section);
        return page.append("</body></html>\n").toString();
    }

    private void faults(List<String> faults) {
        if (!faults.isEmpty()) {
            page.append("<h2 class=\"open\">Faults of this report</h2>");
            list(faults);
        }
    }

    private void summary(Map<String, List<Finding>> byArea) {
        page.append("<table><caption>Items by area; gaps that are critical in the last column</caption>")
                .append("<thead><tr><th scope=\"col\">Area</th>");
        for (Finding.State state : Finding.State.values()) {
            page.append("<th scope=\"col\" class=\"n\">")
                    .append(ReportJson.lower(state))
                    .append("</th>");
        }
        page.append("<th scope=\"col\" class=\"n\">critical gaps</th></tr></thead><tbody>\n");
        byArea.forEach((area, findings) -> {
            page.append("<tr><th scope=\"row\"><a href=\"#").append(area).append("\">");
            text(AREAS.getOrDefault(area, area));
            page.append("</a></th>");
            for (Finding.State state : Finding.State.values()) {
                number(ReadinessReport.count(findings, state), ReportJson.lower(state));
            }
            long critical = findings.stream()
                    .filter(one -> one.isGap() && one.priority() == Priority.CRITICAL)
                    .count();
            number(critical, "open");
            page.append("</tr>\n");
        });
        page.append("</tbody></table>\n");
    }

    private void number(long count, String css) {
        page.append("<td class=\"n")
                .append(count == 0 ? "" : " " + css)
                .append("\">")
                .append(count)
                .append("</td>");
    }

    private void section(String area, List<Finding> findings) {
        page.append("<section><h2 id=\"").append(area).append("\">");
        text(AREAS.getOrDefault(area, area));
        page.append("</h2>\n<table><thead><tr><th scope=\"col\">Item</th><th scope=\"col\">State</th>")
                .append(
                        "<th scope=\"col\">Priority</th><th scope=\"col\">What stands behind it</th></tr></thead><tbody>\n");
        findings.forEach(this::row);
        page.append("</tbody></table></section>\n");
    }

    private void row(Finding finding) {
        String state = ReportJson.lower(finding.state());
        page.append("<tr id=\"item-").append(finding.id()).append("\"><td><code>");
        text(finding.id());
        page.append("</code><br/>");
        text(finding.title());
        page.append("</td><td class=\"")
                .append(state)
                .append("\"><b>")
                .append(state)
                .append("</b></td><td>");
        text(ReportJson.lower(finding.priority()));
        page.append("</td><td>");
        if (!finding.why().isEmpty()) {
            page.append("<div class=\"").append(state).append("\">");
            list(finding.why());
            page.append("</div>");
        }
        for (Evidence one : finding.evidence()) {
            page.append("<div><b>");
            text(one.component());
            page.append("</b>: ");
            text(one.summary());
            page.append("</div>");
        }
        Attestation attestation = finding.attestation();
        if (attestation != null) {
            page.append("<div><a rel=\"noreferrer\" href=\"");
            text(attestation.link().toString());
            page.append("\">Attested</a> by ");
            text(attestation.owner() + ", " + attestation.date() + " to " + attestation.expires());
            page.append("</div>");
        }
        page.append("<div class=\"dim\">");
        text(finding.meaning());
        page.append("; checklist lines: ").append(finding.lines()).append("</div></td></tr>\n");
    }

    private void list(List<String> entries) {
        page.append("<ul>");
        for (String entry : entries) {
            page.append("<li>");
            text(entry);
            page.append("</li>");
        }
        page.append("</ul>");
    }

    /** Safe as element content and in a quoted attribute. */
    private void text(String raw) {
        String safe = ReportText.printable(raw);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
    }

    private static String checked(String nonce) {
        boolean plain = !nonce.isEmpty()
                && nonce.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "+/-_=".indexOf(c) >= 0);
        if (!plain) {
            throw new IllegalArgumentException(
                    "A nonce is base64 or base64url; pass the one of this response's policy");
        }
        return nonce;
    }

    private static Map<String, String> areas() {
        Map<String, String> areas = new LinkedHashMap<>();
        areas.put("AUTH", "Authentication and authorisation");
        areas.put("RATE", "Rate limits and load");
        areas.put("HEAD", "Response headers");
        areas.put("INPUT", "Input and output");
        areas.put("CONF", "Configuration and secrets");
        areas.put("LOG", "Logging");
        areas.put("OPS", "Operations");
        areas.put("DATA", "Data protection");
        areas.put("PERF", "Performance");
        areas.put("API", "API");
        areas.put("groups", "Attested by people");
        return areas;
    }
}
