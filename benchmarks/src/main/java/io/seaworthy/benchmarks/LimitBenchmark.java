package io.seaworthy.benchmarks;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.RateLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * A rate-limit decision in process; the floor reads the clock and writes one word, as every limiter has to.
 *
 * <p>What the answer says about the quota changes with each request of a burst, and is remembered for a caller whose
 * bucket is full again each time. The quotas are such that time decides nothing: one refills faster than anybody can
 * ask, one a twelfth as fast as it is asked.
 */
public class LimitBenchmark extends Nanoseconds {

    private final Guard full = limits(Quota.of(1_000_000_000).per(Duration.ofSeconds(10)));
    private final Guard burst = limits(Quota.of(1_000_000_000).per(Duration.ofHours(1)));
    private final Guard refusing = limits(Quota.of(1).per(Duration.ofDays(1)));
    private final AtomicLong word = new AtomicLong();
    private final ArrayFields fields = BrowserRequests.fields("Accept", "application/json");
    private final IpAddress peer = IpAddress.ofBits(0, 0xffff_c633_6401L);

    private static Guard limits(Quota quota) {
        return RateLimits.builder()
                .plan("anonymous", quota)
                .floodCeiling(Quota.of(1_000_000_000).per(Duration.ofSeconds(1)))
                .build(LocalLimitStore.bounded(100_000, Overflow.SHARE_BY_PREFIX))
                .byPlan();
    }

    /** A new one each time: a request reads the clock once. */
    private ArrayRequest request() {
        return new ArrayRequest("GET", "/api/notes", peer, fields);
    }

    @Setup
    public void check() {
        refuse();
        Decision first = admitFull();
        require(first instanceof Decision.Proceed, "within the quota a request proceeds");
        require(first == admitFull(), "a full bucket is described by a constant");
        String before = admitBurst().headers().toString();
        for (int i = 0; i < 100_000; i++) {
            admitBurst();
        }
        require(!before.equals(admitBurst().headers().toString()), "a burst is counted");
        require(refuse() instanceof Decision.Reject, "beyond the quota a request is refused");
    }

    @Benchmark
    public Decision admitFull() {
        return full.check(request());
    }

    @Benchmark
    public Decision admitBurst() {
        return burst.check(request());
    }

    @Benchmark
    public Decision refuse() {
        return refusing.check(request());
    }

    @Benchmark
    public Object clockAndWord_floor() {
        long before = word.get();
        word.compareAndSet(before, System.nanoTime());
        return word;
    }
}
