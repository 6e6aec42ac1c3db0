package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about one limit: {@code RateLimit-Policy} and {@code RateLimit} (structured fields of the IETF
 * draft "RateLimit header fields for HTTP", sections 3 and 4), {@code Retry-After} (RFC 9110 section 10.2.3) and the
 * draft's problem types.
 *
 * <p>The fields of answers repeat: what is left and the seconds to the next one say it all. Small tables keep the recent
 * ones, so that they are not built anew. Their races are harmless: entries are immutable.
 */
final class LimitFields {

    static final String POLICY_FIELD = "RateLimit-Policy";
    static final String STATE_FIELD = "RateLimit";
    static final String RETRY_FIELD = "Retry-After";

    static final String TYPES = "https://iana.org/assignments/http-problem-types#";
    private static final long SECOND = 1_000_000_000;
    private static final int RECENT = 1024;
    private static final int REFUSALS = 64;

    private static final Problem UNAVAILABLE_PROBLEM =
            Problem.of(503, "overloaded", "The service could not decide about the request in time");

    private static final Decision UNAVAILABLE = Decision.reject(
            UNAVAILABLE_PROBLEM, HeaderEdits.builder().enforce(RETRY_FIELD, "1").build());

    private record Allowed(long remaining, long seconds, Decision decision) {}

    private record Refused(long seconds, long retry, Decision decision) {}

    private final Limit limit;
    private final FieldOptions options;
    private final String policy;
    private final String state;
    private final Problem problem;
    private final HeaderEdits policyEdits;
    private final @Nullable Allowed[] allowed;
    private final @Nullable Refused[] refused = new Refused[REFUSALS];

    LimitFields(Limit limit) {
        this(limit, FieldOptions.DEFAULT, false);
    }

    /** Everybody's limit is the service's own: who is refused by it has done nothing wrong. */
    LimitFields(Limit limit, FieldOptions options, boolean everybody) {
        this.limit = limit;
        this.options = options;
        this.policy = policy(limit);
        this.state = "\"" + limit.policy() + "\";r=";
        this.problem = problem(limit, everybody);
        // Appended, so that what the handler says about a limit of its own stands beside it.
        this.policyEdits = HeaderEdits.builder().append(POLICY_FIELD, policy).build();
        long size = Math.min(RECENT, Long.highestOneBit(limit.quota().burst()) * 2);
        this.allowed = new Allowed[(int) size];
    }

    private static Problem problem(Limit limit, boolean everybody) {
        Problem plain = everybody
                ? Problem.of(503, "at_capacity", "The service is at its capacity")
                        .type(TYPES + "temporary-reduced-capacity")
                : Problem.of(429, "rate_limited", "Too many requests").type(TYPES + "quota-exceeded");
        return plain.with("violated-policies", List.of(limit.policy()));
    }

    Limit limit() {
        return limit;
    }

    Problem problem() {
        return problem;
    }

    /** Whether {@code w} can say how long the period is. */
    static boolean isExpressible(Quota quota) {
        return quota.period().toNanos() % SECOND == 0;
    }

    /** {@code "plan";q=60;w=60}; the window is left out where it is no whole number of seconds. */
    private static String policy(Limit limit) {
        Quota quota = limit.quota();
        String item = "\"" + limit.policy() + "\";q=" + quota.requests();
        return isExpressible(quota) ? item + ";w=" + quota.period().toSeconds() : item;
    }

    String policyItem() {
        return policy;
    }

    /** {@code "plan";r=59;t=1}. */
    String stateItem(long verdict) {
        return stateItem(remaining(verdict), seconds(verdict));
    }

    private String stateItem(long remaining, long seconds) {
        return seconds > options.longestSeconds() ? state + remaining : state + remaining + ";t=" + seconds;
    }

    private long remaining(long verdict) {
        return Math.min(options.mostRemaining(), Verdict.remaining(verdict, limit.quota()));
    }

    /** Seconds until one more is admitted, rounded up: a client that waits so long is not sent away again. */
    private long seconds(long verdict) {
        return ceilSeconds(Verdict.nanosToNext(verdict, limit.quota()));
    }

    private static long ceilSeconds(long nanos) {
        return nanos / SECOND + (nanos % SECOND == 0 ? 0 : 1);
    }

    /** Never earlier than {@code t}, at least 1. */
    static String retryAfter(long verdict) {
        return Long.toString(Math.max(1, ceilSeconds(Verdict.waitNanos(verdict))));
    }

    /** The request goes on and its answer carries the fields. */
    Decision allowed(long verdict) {
        long remaining = remaining(verdict);
        long seconds = seconds(verdict);
        int slot = (int) remaining & (allowed.length - 1);
        Allowed known = allowed[slot];
        if (known == null || known.remaining != remaining || known.seconds != seconds) {
            HeaderEdits edits = policyEdits.append(STATE_FIELD, stateItem(remaining, seconds));
            known = new Allowed(
                    remaining, seconds, Decision.proceed(options.legacy() ? withLegacy(edits, verdict) : edits));
            allowed[slot] = known;
        }
        return known.decision;
    }

    /** The fields of several limits; the legacy ones, which have room for one, are about the one with the least left. */
    static Decision allowed(List<LimitFields> limits, long[] verdicts) {
        StringBuilder policies = new StringBuilder();
        StringBuilder states = new StringBuilder();
        int least = 0;
        for (int i = 0; i < verdicts.length; i++) {
            LimitFields fields = limits.get(i);
            policies.append(i == 0 ? "" : ", ").append(fields.policy);
            states.append(i == 0 ? "" : ", ").append(fields.stateItem(verdicts[i]));
            least = fields.remaining(verdicts[i]) < limits.get(least).remaining(verdicts[least]) ? i : least;
        }
        HeaderEdits edits = HeaderEdits.forOneRequest()
                .append(POLICY_FIELD, policies.toString())
                .append(STATE_FIELD, states.toString())
                .build();
        LimitFields tightest = limits.get(least);
        return Decision.proceed(tightest.options.legacy() ? tightest.withLegacy(edits, verdicts[least]) : edits);
    }

    /** The fields that clients of older services know; {@code X-RateLimit-Reset} in seconds from now. */
    private HeaderEdits withLegacy(HeaderEdits edits, long verdict) {
        HeaderEdits.Builder more = HeaderEdits.forOneRequest()
                .addAll(edits)
                .enforce("X-RateLimit-Limit", Long.toString(limit.quota().requests()))
                .enforce("X-RateLimit-Remaining", Long.toString(remaining(verdict)));
        long seconds = seconds(verdict);
        if (verdict != Verdict.NEVER && seconds <= options.longestSeconds()) {
            more.enforce("X-RateLimit-Reset", Long.toString(seconds));
        }
        return more.build();
    }

    /** The request ends here: 429, 503 where everybody's limit is reached or the store could not decide. */
    Decision refused(long verdict) {
        if (verdict == Verdict.UNAVAILABLE) {
            return UNAVAILABLE;
        }
        long jitter = options.jitterSeconds();
        return refused(verdict, jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter + 1));
    }

    /**
     * The same as a value, for work that a handler asks for.
     *
     * @param shown whether the guard shows the same limit on this answer: a second member of that name would contradict it
     */
    Hold.Refused hold(long verdict, int cost, boolean shown) {
        if (verdict == Verdict.UNAVAILABLE) {
            return new Hold.Refused(UNAVAILABLE_PROBLEM, Map.of(RETRY_FIELD, "1"));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (!shown) {
            headers.put(POLICY_FIELD, policy);
            headers.put(
                    STATE_FIELD,
                    verdict == Verdict.NEVER ? state + "0" : stateItem(leftOf(verdict, cost), seconds(verdict)));
        }
        if (verdict != Verdict.NEVER && seconds(verdict) <= options.longestSeconds()) {
            headers.put(RETRY_FIELD, retryAfter(verdict));
        }
        return new Hold.Refused(problem, headers);
    }

    /** What smaller work would still get: of what was asked for, all but what the wait brings back. */
    private long leftOf(long refusal, int cost) {
        Quota quota = limit.quota();
        long interval = quota.intervalNanos();
        long missing = (Verdict.waitNanos(refusal) + interval - 1) / interval;
        return quota.calendar() != null ? 0 : Math.min(options.mostRemaining(), Math.max(0, cost - missing));
    }

    private Decision refused(long verdict, long jitter) {
        long seconds = seconds(verdict);
        boolean told = verdict != Verdict.NEVER && seconds <= options.longestSeconds();
        long retry = told ? Math.max(1, seconds) + jitter : 0;
        int slot = (int) retry & (REFUSALS - 1);
        Refused known = refused[slot];
        if (known == null || known.seconds != seconds || known.retry != retry) {
            known = new Refused(seconds, retry, Decision.reject(problem, refusal(verdict, told, seconds, retry)));
            refused[slot] = known;
        }
        return known.decision;
    }

    private HeaderEdits refusal(long verdict, boolean told, long seconds, long retry) {
        HeaderEdits.Builder edits = HeaderEdits.forOneRequest()
                .append(POLICY_FIELD, policy)
                .append(STATE_FIELD, told ? stateItem(0, seconds) : state + "0");
        if (told) {
            edits.enforce(RETRY_FIELD, Long.toString(retry));
        }
        return options.legacy() ? withLegacy(edits.build(), verdict) : edits.build();
    }
}
