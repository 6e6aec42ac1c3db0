package io.seaworthy.benchmarks;

import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.ForwardingHeader;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.TrustedProxies;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Finding the client behind no, one and three trusted proxies; the floor reads the header and nothing else. */
public class ClientAddressBenchmark extends Nanoseconds {

    private static final String CLIENT = "203.0.113.7";

    private final TrustedProxies proxies = TrustedProxies.builder(CidrSet.of("10.0.0.0/8", "192.168.0.0/16"))
            .header(ForwardingHeader.X_FORWARDED_FOR)
            .build();

    private final ArrayRequest direct = request(CLIENT, "Host", "a", "Accept", "*/*");
    private final ArrayRequest oneHop = request("10.0.0.1", "Host", "a", "X-Forwarded-For", CLIENT);
    private final ArrayRequest threeHops =
            request("10.0.0.1", "Host", "a", "X-Forwarded-For", CLIENT + ", 192.168.3.4, 10.0.0.3");

    private static ArrayRequest request(String peer, String... fields) {
        IpAddress address = Objects.requireNonNull(IpAddress.parse(peer), "not an address");
        return new ArrayRequest("GET", "/", address, ArrayFields.of(fields));
    }

    @Setup
    public void check() {
        require(noHop().address().toString().equals(CLIENT), "the client is the peer");
        require(oneTrustedHop().address().toString().equals(CLIENT), "the client is behind one proxy");
        require(threeTrustedHops().address().toString().equals(CLIENT), "the client is behind three proxies");
    }

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
