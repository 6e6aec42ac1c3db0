package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Durations;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Collects the options of {@link RemoteKeys}; each at most once. Not thread-safe. */
public final class RemoteKeysBuilder {

    static final Duration COOLDOWN = Duration.ofSeconds(30);
    static final Duration WAIT = Duration.ofSeconds(2);

    final URI address;

    @Nullable
    KeySetFetch fetch;

    @Nullable
    Duration cooldown;

    @Nullable
    Duration lastGood;

    @Nullable
    Duration longestWait;

    @Nullable
    Ticker ticker;

    @Nullable
    Events events;

    @Nullable
    Executor executor;

    boolean privateAddresses;

    RemoteKeysBuilder(URI address) {
        this.address = Objects.requireNonNull(address, "address");
    }

    /** How the set is fetched; by default with the JDK's client, https, public addresses, no redirects. */
    public RemoteKeysBuilder fetch(KeySetFetch fetch) {
        requireUnset(this.fetch, "fetch");
        this.fetch = fetch;
        return this;
    }

    /** Between two fetches that unknown ids cause; 30 s by default. Permitted: 30 s to 10 minutes. */
    public RemoteKeysBuilder cooldown(Duration cooldown) {
        requireUnset(this.cooldown, "cooldown");
        this.cooldown = cooldown;
        return this;
    }

    /** How long keys outlive their freshness while no set can be had; 24 h by default. Permitted: 1 h to 7 days. */
    public RemoteKeysBuilder lastGoodFor(Duration lastGood) {
        requireUnset(this.lastGood, "lastGoodFor");
        this.lastGood = lastGood;
        return this;
    }

    /** How long a caller waits for a fetch; 2 s by default. Permitted: 1 ms to 10 s. */
    public RemoteKeysBuilder longestWait(Duration longestWait) {
        requireUnset(this.longestWait, "longestWait");
        this.longestWait = longestWait;
        return this;
    }

    /** The clock of freshness and cooldown; the system's by default. */
    public RemoteKeysBuilder ticker(Ticker ticker) {
        requireUnset(this.ticker, "ticker");
        this.ticker = ticker;
        return this;
    }

    /** Where failing fetches are reported; nowhere by default. */
    public RemoteKeysBuilder events(Events events) {
        requireUnset(this.events, "events");
        this.events = events;
        return this;
    }

    /** Where fetches run; a daemon thread for each by default. */
    public RemoteKeysBuilder executor(Executor executor) {
        requireUnset(this.executor, "executor");
        this.executor = executor;
        return this;
    }

    /** Lets the default fetch connect to private addresses, for an issuer inside the own network. Weakened evidence. */
    public RemoteKeysBuilder dangerouslyAllowPrivateAddresses() {
        requireUnset(privateAddresses ? this : null, "dangerouslyAllowPrivateAddresses");
        privateAddresses = true;
        return this;
    }

    Duration orDefault(@Nullable Duration value, Duration usual) {
        return value == null ? usual : value;
    }

    private static void requireUnset(@Nullable Object value, String option) {
        if (value != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }

    /** The keys; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
    public RemoteKeys build() {
        Faults faults = Faults.in("RemoteKeys");
        boolean https = "https".equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getUserInfo() == null
                && address.getFragment() == null;
        faults.check(https, "address", address.toString(), "not_https", "https://host/path without user or fragment");
        Durations.range(faults, "cooldown", cooldown, COOLDOWN, Duration.ofMinutes(10));
        Durations.range(faults, "lastGoodFor", lastGood, Duration.ofHours(1), Duration.ofDays(7));
        Durations.range(faults, "longestWait", longestWait, Duration.ofMillis(1), Duration.ofSeconds(10));
        faults.check(
                fetch == null || !privateAddresses,
                "dangerouslyAllowPrivateAddresses",
                null,
                "without_effect",
                "only with the default fetch");
        faults.throwIfAny();
        return new RemoteKeys(this);
    }
}
