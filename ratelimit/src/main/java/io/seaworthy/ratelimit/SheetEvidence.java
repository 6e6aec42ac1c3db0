package io.seaworthy.ratelimit;

import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.readiness.Evidence;
import java.util.ArrayList;
import java.util.List;

/** What a table of limits proves, and what weakens it. */
final class SheetEvidence {

    private static final String NAME = "RateLimits";

    private SheetEvidence() {}

    static List<Evidence> of(LimitSheet sheet, LimitStore store) {
        LimitReference reference = LimitReference.of(sheet);
        List<Evidence> all = new ArrayList<>(store.evidence());
        String exempt = sheet.exempt().isEmpty()
                ? "none"
                : sheet.exempt().stream().map(RoutePattern::toString).toList().toString();
        all.add(new Evidence("RATE-API", NAME, "every route has a limit; exempt: " + exempt, trials(sheet)));
        all.add(Evidence.enforced(
                "RATE-CALLER", NAME, "verified callers by id, others by address (IPv4 whole, IPv6 by /64)"));
        all.add(new Evidence("RATE-TIER", NAME, reference.plans(), unlimited(reference)));
        all.add(Evidence.enforced(
                "RATE-DDOS",
                NAME,
                "flood ceiling by address: " + sheet.flood().limit().quota()));
        all.add(Evidence.enforced(
                "RATE-DOC",
                NAME,
                "RateLimit and RateLimit-Policy on every limited route, Retry-After, generated table"));
        if (sheet.usage() != null) {
            all.addAll(sheet.usage().evidence());
        }
        return all;
    }

    private static List<String> trials(LimitSheet sheet) {
        return sheet.rules().stream()
                .map(SheetRule::rule)
                .filter(rule -> rule.percent < 100)
                .map(rule -> "the rule " + rule.policy + " is enforced for " + rule.percent + " % of callers only")
                .toList();
    }

    private static List<String> unlimited(LimitReference reference) {
        return reference.unlimited().stream()
                .map(plan -> "the plan " + plan + " has no limit")
                .toList();
    }
}
