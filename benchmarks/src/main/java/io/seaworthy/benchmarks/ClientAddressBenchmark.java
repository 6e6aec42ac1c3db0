package io.seaworthy.benchmarks;

import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.ForwardingHeader;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.TrustedProxies;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the client behind no, one and three trusted proxies; the floor reads the header and nothing else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClientAddressBenchmark {

    private static final IpAddress PROXY = IpAddress.parse("10.0.0.1");

    private final TrustedProxies proxies = TrustedProxies.builder(CidrSet.of("10.0.0.0/8", "192.168.0.0/16"))
            .header(ForwardingHeader.X_FORWARDED_FOR)
            .build();

    private final ArrayRequest direct =
            new ArrayRequest("GET", "/", IpAddress.parse("203.0.113.7"), "Host", "a", "Accept", "*/*");
    private final ArrayRequest oneHop =
            new ArrayRequest("GET", "/", PROXY, "Host", "a", "X-Forwarded-For", "203.0.113.7");
    private final ArrayRequest threeHops =
            new ArrayRequest("GET", "/", PROXY, "Host", "a", "X-Forwarded-For", "203.0.113.7, 192.168.3.4, 10.0.0.3");

    @Benchmark
    public ClientAddress noHop() {
        return proxies.resolve(direct);
    }

    @Benchmark
    public ClientAddress oneTrustedHop() {
        return proxies.resolve(oneHop);
    }

    @Benchmark
    public ClientAddress threeTrustedHops() {
        return proxies.resolve(threeHops);
    }

    @Benchmark
    public int readingTheHeader_floor() {
        String value = oneHop.header("X-Forwarded-For");
        return value == null ? 0 : value.length();
    }
}
