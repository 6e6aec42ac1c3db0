package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about one limit: {@code RateLimit-Policy} and {@code RateLimit} (structured fields of the IETF
 * draft "RateLimit header fields for HTTP", sections 3 and 4), {@code Retry-After} (RFC 9110 section 10.2.3) and the
 * draft's problem type.
 *
 * <p>The fields of allowed answers repeat: what is left and the seconds to the next one say it all. A small table keeps
 * the recent ones, so that they are not built anew. Its races are harmless: entries are immutable.
 */
final class LimitFields {

    static final String POLICY_FIELD = "RateLimit-Policy";
    static final String STATE_FIELD = "RateLimit";
    static final String RETRY_FIELD = "Retry-After";

    private static final long SECOND = 1_000_000_000;
    private static final int RECENT = 1024;

    private static final Decision UNAVAILABLE = Decision.reject(
            Problem.of(503, "unavailable", "The service could not decide about the request in time"),
            HeaderEdits.builder().enforce(RETRY_FIELD, "1").build());

    private record Allowed(long remaining, long seconds, Decision decision) {}

    private final Limit limit;
    private final String policy;
    private final Problem problem;
    private final @Nullable Allowed[] recent;

    LimitFields(Limit limit) {
        this.limit = limit;
        this.policy = policy(limit);
        this.problem = Problem.of(429, "rate_limited", "Too many requests")
                .type("https://iana.org/assignments/http-problem-types#quota-exceeded")
                .with("violated-policies", List.of(limit.policy()));
        long size = Math.min(RECENT, Long.highestOneBit(limit.quota().burst()) * 2);
        this.recent = new Allowed[(int) size];
    }

    Limit limit() {
        return limit;
    }

    Problem problem() {
        return problem;
    }

    /** {@code "plan";q=60;w=60}; the window is left out where it is no whole number of seconds. */
    private static String policy(Limit limit) {
        Quota quota = limit.quota();
        String item = "\"" + limit.policy() + "\";q=" + quota.requests();
        boolean whole = quota.period().toNanos() % SECOND == 0;
        return whole ? item + ";w=" + quota.period().toSeconds() : item;
    }

    String policyItem() {
        return policy;
    }

    /** {@code "plan";r=59;t=1}. */
    String stateItem(long verdict) {
        return stateItem(Verdict.remaining(verdict, limit.quota()), seconds(verdict));
    }

    private String stateItem(long remaining, long seconds) {
        return "\"" + limit.policy() + "\";r=" + remaining + ";t=" + seconds;
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

    /** The request goes on and its answer carries the two fields. */
    Decision allowed(long verdict) {
        long remaining = Verdict.remaining(verdict, limit.quota());
        long seconds = seconds(verdict);
        int slot = (int) remaining & (recent.length - 1);
        Allowed known = recent[slot];
        if (known == null || known.remaining != remaining || known.seconds != seconds) {
            known = new Allowed(remaining, seconds, allowed(policy, stateItem(remaining, seconds)));
            recent[slot] = known;
        }
        return known.decision;
    }

    static Decision allowed(String policies, String states) {
        return Decision.proceed(edits(policies, states).build());
    }

    private static HeaderEdits.Builder edits(String policies, String states) {
        // Appended, so that what the handler says about a limit of its own stands beside it.
        return HeaderEdits.forOneRequest().append(POLICY_FIELD, policies).append(STATE_FIELD, states);
    }

    /** The request ends here: 429, or 503 where the store could not decide. */
    Decision refused(long verdict) {
        if (verdict == Verdict.UNAVAILABLE) {
            return UNAVAILABLE;
        }
        HeaderEdits edits = edits(policy, stateItem(verdict))
                .enforce(RETRY_FIELD, retryAfter(verdict))
                .build();
        return Decision.reject(problem, edits);
    }
}
