package io.seaworthy.ratelimit;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the options of a {@link Bucket4jLimitStore}; not thread-safe. */
public final class Bucket4jStoreBuilder {

    private static final Duration DEADLINE = Duration.ofMillis(20);
    private static final int THREADS = 8;

    private final RemoteBucket.@Nullable Source source;
    private final @Nullable ProxyManager<byte[]> blocking;
    final OutagePolicy onOutage;
    final Map<String, OutagePolicy> onOutageOf = new LinkedHashMap<>();
    private @Nullable Duration deadline;
    private @Nullable Integer threads;

    @Nullable
    String keyPrefix;

    @Nullable
    Events events;

    @Nullable
    Ticker ticker;

    @Nullable
    InstantSource wallClock;

    /** Exactly one of the first two is given. */
    Bucket4jStoreBuilder(
            RemoteBucket.@Nullable Source source, @Nullable ProxyManager<byte[]> blocking, OutagePolicy onOutage) {
        this.source = source;
        this.blocking = blocking;
        this.onOutage = Objects.requireNonNull(onOutage, "onOutage");
    }

    /** How long a decision may take, 20 ms by default. Permitted: 1 ms to 5 s. Prohibited: 0. */
    public Bucket4jStoreBuilder deadline(Duration deadline) {
        Options.once(this.deadline, "deadline");
        this.deadline = Objects.requireNonNull(deadline, "deadline");
        return this;
    }

    /**
     * Another policy for one rule. Permitted: {@code ("auth-account", OutagePolicy.refuse())} beside a general
     * {@code countLocally}. Prohibited: a name that no rule can have.
     */
    public Bucket4jStoreBuilder onOutageOf(String rule, OutagePolicy policy) {
        Options.once(onOutageOf.put(rule, Objects.requireNonNull(policy, "policy")), "onOutageOf(" + rule + ")");
        return this;
    }

    /** What the store's keys begin with, {@code seaworthy:limit:} by default. Permitted: printable ASCII. */
    public Bucket4jStoreBuilder keyPrefix(String keyPrefix) {
        Options.once(this.keyPrefix, "keyPrefix");
        this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
        return this;
    }

    /** How many calls a blocking driver may have under way, 8 by default. Permitted: 1 to 256. Prohibited: 0. */
    public Bucket4jStoreBuilder threads(int threads) {
        Options.once(this.threads, "threads");
        this.threads = threads;
        return this;
    }

    /** Where failures of the store are reported; nowhere by default. */
    public Bucket4jStoreBuilder events(Events events) {
        Options.once(this.events, "events");
        this.events = Objects.requireNonNull(events, "events");
        return this;
    }

    /** The clock of pauses and remembered refusals, {@link Ticker#system()} by default. */
    public Bucket4jStoreBuilder ticker(Ticker ticker) {
        Options.once(this.ticker, "ticker");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        return this;
    }

    /** The clock of calendar quotas, the system's by default. */
    public Bucket4jStoreBuilder wallClock(InstantSource wallClock) {
        Options.once(this.wallClock, "wallClock");
        this.wallClock = Objects.requireNonNull(wallClock, "wallClock");
        return this;
    }

    Duration deadline() {
        return deadline == null ? DEADLINE : deadline;
    }

    RemoteBucket.Source source() {
        return source != null
                ? source
                : new BlockingBuckets(
                        Objects.requireNonNull(blocking), deadline().toNanos(), threads == null ? THREADS : threads);
    }

    public Bucket4jLimitStore build() {
        Faults faults = Faults.in("Bucket4jLimitStore");
        boolean inTime = deadline().toMillis() >= 1 && deadline().compareTo(Duration.ofSeconds(5)) <= 0;
        faults.check(inTime, "deadline", deadline().toString(), "out_of_range", "1 ms to 5 s");
        if (keyPrefix != null) {
            boolean sound = keyPrefix.chars().allMatch(c -> c > 0x20 && c < 0x7f);
            faults.check(sound, "keyPrefix", keyPrefix, "malformed", "printable ASCII without blanks");
        }
        if (threads != null) {
            faults.check(
                    threads >= 1 && threads <= 256, "threads", threads.toString(), "out_of_range", "1 to 256 threads");
            faults.check(
                    blocking != null, "threads", threads.toString(), "not_applicable", "only where a driver blocks");
        }
        for (String rule : onOutageOf.keySet()) {
            faults.check(
                    Limit.isName(rule), "onOutageOf", rule, "malformed", "1 to 64 lower-case letters, digits, hyphens");
        }
        faults.throwIfAny();
        return new Bucket4jLimitStore(this);
    }
}
