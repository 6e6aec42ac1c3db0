package io.seaworthy.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The quotas of one plan or rule under their policy names: the shortest has the policy's own, the others a suffix that
 * says how long they are ({@code plan-day}, {@code plan-1h}), so that a quota that is added or left out moves no other
 * one's bucket. Empty where there is no limit. Immutable, thread-safe.
 *
 * @param limits what is charged, shortest first
 */
record Tier(List<LimitFields> limits) {

    static Tier of(String policy, List<Quota> quotas, FieldOptions options) {
        return of(limits(policy, quotas), options, false);
    }

    static Tier of(List<Limit> limits, FieldOptions options, boolean everybody) {
        return new Tier(limits.stream()
                .map(limit -> new LimitFields(limit, options, everybody))
                .toList());
    }

    static List<Limit> limits(String policy, List<Quota> quotas) {
        List<Quota> sorted = new ArrayList<>(quotas);
        sorted.sort(Comparator.comparing(Quota::period));
        List<Limit> limits = new ArrayList<>();
        for (Quota quota : sorted) {
            limits.add(Limit.of(limits.isEmpty() ? policy : policy + "-" + suffix(quota), quota));
        }
        return limits;
    }

    /** The most that a request can cost and still be admitted; 0 where there is no limit. */
    int leastBurst() {
        return limits.stream()
                .mapToInt(fields -> Math.toIntExact(fields.limit().quota().burst()))
                .min()
                .orElse(0);
    }

    private static String suffix(Quota quota) {
        if (quota.calendar() != null) {
            return quota.calendar().unitName();
        }
        Duration period = quota.period();
        if (period.toMillis() % 1000 != 0) {
            return period.toMillis() + "ms";
        }
        long seconds = period.toSeconds();
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
