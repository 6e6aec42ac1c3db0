package io.seaworthy.ratelimit.kit;

import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongConsumer;

/**
 * A random run of charges, refunds and pauses against one bucket, checked against the bound on every interval: what was
 * admitted, less what was refunded, is at most the burst plus what the interval refills.
 */
public final class Schedule {

    private final Quota quota;
    private final Limit limit;
    private final Random random;

    // All in token-nanoseconds (tokens times the period), so that the check is exact without fractions.
    private final long period;
    private long elapsed;
    private long admitted;
    private long lowest;
    private long excess = Long.MIN_VALUE;

    private Schedule(Quota quota, Random random) {
        this.quota = quota;
        this.limit = Limit.of("schedule", quota);
        this.random = random;
        this.period = quota.period().toNanos();
    }

    /** A schedule with a quota that its seed decides. */
    public static Schedule of(long seed) {
        Random random = new Random(seed);
        long tokens = 1 + random.nextInt(random.nextBoolean() ? 10 : 1000);
        Duration period = Duration.ofMillis(1 + random.nextInt(random.nextBoolean() ? 10 : 100_000));
        Quota quota = Quota.of(tokens).per(period);
        return new Schedule(random.nextBoolean() ? quota : quota.burst(1 + random.nextInt(50)), random);
    }

    /**
     * Runs it.
     *
     * @param advance moves the store's time on by nanoseconds
     * @return by how much the worst interval exceeded the bound, in requests; 0 or less is right
     */
    public double run(LimitStore store, LimitKey key, int steps, LongConsumer advance) {
        long verdict = 0;
        for (int step = 0; step < steps; step++) {
            long pause = pause(verdict);
            advance.accept(pause);
            elapsed += pause;
            int cost = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
            verdict = store.take(limit, key, cost);
            if (Verdict.isAdmitted(verdict)) {
                admit(cost);
                if (random.nextInt(8) == 0) {
                    // Waited for: one that is still on its way would count before it has taken effect.
                    store.refundAsync(limit, key, cost).toCompletableFuture().join();
                    admitted -= cost * period;
                }
            }
        }
        return (double) excess / period;
    }

    private void admit(long cost) {
        // For each interval that begins at a charge and ends at this one: remember the lowest beginning.
        lowest = Math.min(lowest, admitted - quota.requests() * elapsed);
        admitted += cost * period;
        excess = Math.max(excess, admitted - quota.requests() * elapsed - lowest - quota.burst() * period);
    }

    /** Mostly none or tiny, often exactly what the store said or one less, sometimes long. */
    private long pause(long verdict) {
        long wait = verdict == Verdict.NEVER ? 0 : Verdict.waitNanos(verdict);
        return switch (random.nextInt(8)) {
            case 0 -> wait;
            case 1 -> Math.max(0, wait - 1);
            case 2 -> random.nextInt(1000);
            case 3 -> (long) (random.nextDouble() * quota.intervalNanos());
            case 4 -> random.nextInt(20) == 0 ? (long) (random.nextDouble() * 2 * quota.capacityNanos()) : 0;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return "Schedule[" + quota + "]";
    }
}
