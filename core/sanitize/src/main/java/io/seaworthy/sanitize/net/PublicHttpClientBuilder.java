package io.seaworthy.sanitize.net;

import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Builds a {@link PublicHttpClient}. Not thread-safe; every option once. */
public final class PublicHttpClientBuilder {

    private final Faults faults = Faults.in("PublicHttpClient");
    private final Set<String> given = new LinkedHashSet<>();

    SsrfGuard guard = SsrfGuard.create();
    Connector connector = Connector::direct;
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    Ticker ticker = Ticker.system();
    Duration timeout = Duration.ofSeconds(10);
    int maxBytes = 1_048_576;
    int maxRedirects = 5;

    PublicHttpClientBuilder() {}

    /** The guard; {@link SsrfGuard#create()} by default. */
    public PublicHttpClientBuilder guard(SsrfGuard guard) {
        once("guard");
        this.guard = Objects.requireNonNull(guard, "guard");
        return this;
    }

    /** The time for a fetch with its redirects; 10 s by default. Permitted: 1 ms to 5 min. Prohibited: zero. */
    public PublicHttpClientBuilder timeout(Duration timeout) {
        once("timeout");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        return this;
    }

    /** The body's size in bytes; 1,048,576 by default. Permitted: 1 to 67,108,864. */
    public PublicHttpClientBuilder maxBytes(int bytes) {
        once("maxBytes");
        maxBytes = bytes;
        return this;
    }

    /** How many redirects are followed; 5 by default. Permitted: 0 to 20. */
    public PublicHttpClientBuilder maxRedirects(int redirects) {
        once("maxRedirects");
        maxRedirects = redirects;
        return this;
    }

    PublicHttpClientBuilder connector(Connector connector) {
        this.connector = connector;
        return this;
    }

    PublicHttpClientBuilder tls(SSLSocketFactory tls) {
        this.tls = tls;
        return this;
    }

    private void once(String option) {
        faults.check(given.add(option), option, null, "set_twice", "each option once");
    }

    /**
     * The client.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public PublicHttpClient build() {
        boolean bounded = timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(Duration.ofMinutes(5)) <= 0;
        faults.check(bounded, "timeout", timeout.toString(), "out_of_range", "1 ms to 5 min");
        checkRange("maxBytes", maxBytes, 1, 67_108_864);
        checkRange("maxRedirects", maxRedirects, 0, 20);
        faults.throwIfAny();
        return new PublicHttpClient(this);
    }

    private void checkRange(String path, int value, int min, int max) {
        faults.check(value >= min && value <= max, path, Integer.toString(value), "out_of_range", min + " to " + max);
    }

    /** The options given so far, by name. */
    @Override
    public String toString() {
        return "PublicHttpClientBuilder" + given;
    }
}
