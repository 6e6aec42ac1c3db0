package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How quotas are put to bucket4j, and what its answers mean. Thread-safe.
 *
 * <p>A bucket that refills evenly holds nanoseconds, one more each nanosecond, and a request costs what it takes to earn
 * one. So plans whose quotas fill in the same time share a configuration, a change between them needs no round trip, and
 * what is given back after a change is what was taken. A calendar bucket holds requests.
 */
final class Terms {

    /** A table of limits has fewer; a service that changes its limits all day must not keep them all. */
    private static final int MOST = 10_000;

    private final InstantSource wallClock;
    private final Map<Quota, BucketConfiguration> configurations = new ConcurrentHashMap<>();

    Terms(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /** A bucket's name; each calendar period has a bucket of its own, which never refills in it. */
    String name(Limit limit, LimitKey key) {
        CalendarPeriod calendar = limit.quota().calendar();
        String period = calendar == null ? "" : ":" + calendar.number(wallClock.instant());
        return limit.bucket() + ':' + key.toHex() + period;
    }

    BucketConfiguration configuration(Quota quota) {
        BucketConfiguration known = configurations.get(quota);
        if (known != null) {
            return known;
        }
        if (configurations.size() >= MOST) {
            configurations.clear();
        }
        return configurations.computeIfAbsent(quota, Terms::toConfiguration);
    }

    private static BucketConfiguration toConfiguration(Quota quota) {
        CalendarPeriod calendar = quota.calendar();
        Duration nanosecond = Duration.ofNanos(1);
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> calendar != null
                        ? bandwidth.capacity(quota.requests()).refillIntervally(quota.requests(), calendar.longest())
                        : bandwidth.capacity(quota.capacityNanos()).refillGreedy(1, nanosecond))
                .build();
    }

    /** What to give back where the bucket may have become smaller since, and its use with it. */
    static long refund(long price, Quota quota, BucketConfiguration now) {
        long then = quota.calendar() == null ? quota.capacityNanos() : quota.requests();
        long capacity = now.getBandwidths()[0].getCapacity();
        return capacity >= then
                ? price
                : BigInteger.valueOf(price)
                        .multiply(BigInteger.valueOf(capacity))
                        .divide(BigInteger.valueOf(then))
                        .longValue();
    }

    long verdict(ConsumptionProbe probe, Quota quota) {
        CalendarPeriod calendar = quota.calendar();
        long wait = probe.getNanosToWaitForRefill();
        if (!probe.isConsumed() && wait == Long.MAX_VALUE) {
            return Verdict.NEVER;
        }
        if (calendar != null) {
            long toEnd = nanosToEnd(calendar);
            return probe.isConsumed() ? Verdict.admitted(probe.getRemainingTokens(), toEnd) : Verdict.refused(toEnd);
        }
        return probe.isConsumed() ? Verdict.admitted(probe.getNanosToWaitForReset()) : Verdict.refused(wait);
    }

    private long nanosToEnd(CalendarPeriod calendar) {
        Instant now = wallClock.instant();
        return Duration.between(now, calendar.start(calendar.number(now) + 1)).toNanos();
    }
}
