package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspFinding;
import io.seaworthy.headers.csp.CspRule;
import io.seaworthy.kernel.readiness.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a profile contributes to the readiness report. Stateless. */
final class HeaderEvidence {

    private HeaderEvidence() {}

    static List<Evidence> of(
            SecurityHeaders profile,
            Collection<HeaderLine> lines,
            @Nullable Csp csp,
            @Nullable Csp reportOnly,
            SecurityHeadersBuilder.Extras extras) {
        List<String> set = new ArrayList<>();
        List<String> https = new ArrayList<>();
        String hsts = "no HSTS";
        boolean noStore = false;
        for (HeaderLine line : lines) {
            if (line.content() instanceof Hsts) {
                https.addAll(line.content().weaknesses());
                hsts = line.text();
            } else {
                set.addAll(line.content().weaknesses());
            }
            noStore |= line.content() == FixedHeader.NO_STORE;
        }
        for (String field : extras.omitted()) {
            if (field.equals("Strict-Transport-Security")) {
                https.add("HSTS was left out");
            } else if (field.equals("X-Frame-Options")) {
                set.add(field + " was left out");
            }
        }
        List<String> policy = policyWeaknesses(csp);
        String name = profile.toString();
        List<Evidence> all = new ArrayList<>();
        all.add(new Evidence(
                "HEAD-SET", name, lines.size() + (csp == null ? 0 : 1) + " headers on every response", set));
        all.add(new Evidence("HEAD-CSP", name, csp == null ? "no policy" : csp.toString(), policy));
        all.add(new Evidence("HEAD-XSS", name, csp == null ? "no policy" : "scripts bound by policy", policy));
        all.add(new Evidence("HEAD-HTTPS", name, hsts, https));
        if (noStore) {
            all.add(Evidence.enforced("HEAD-CACHE", name, "no-store unless the application says otherwise"));
        }
        return List.copyOf(all);
    }

    private static List<String> policyWeaknesses(@Nullable Csp csp) {
        if (csp == null) {
            return List.of("No content security policy is enforced");
        }
        List<String> found = new ArrayList<>();
        for (CspFinding finding : csp.lint()) {
            CspRule.Severity severity = finding.rule().severity();
            if (severity == CspRule.Severity.HIGH || severity == CspRule.Severity.MEDIUM) {
                found.add(finding.toString());
            }
        }
        return found;
    }
}
