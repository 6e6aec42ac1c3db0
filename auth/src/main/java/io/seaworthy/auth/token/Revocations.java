package io.seaworthy.auth.token;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was revoked before it expired: sessions, subjects, single tokens. In effect at the next call on the node that
 * revokes; on other nodes after the next poll of the shared log (500 ms by default). Entries are forgotten when the
 * last token that they concern has expired, so the memory is bounded by the revocations of one access lifetime. With
 * {@link Follower#strictRevocation} each verification reads the log, and other nodes know at once.
 *
 * <p>Thread-safe. {@link #following} starts two daemon threads; {@link #close()} ends them.
 */
public final class Revocations implements EvidenceSource, AutoCloseable {

    private final InstantSource clock;
    private final @Nullable RevocationLog log;
    private final WhenStale whenStale;
    private final long staleAfterNanos;
    private final Duration interval;
    private final Ticker ticker;
    private final Events events;
    private final boolean strict;
    private final @Nullable ScheduledExecutorService poller;

    private final Map<String, Revocation> sessions = new ConcurrentHashMap<>();
    private final Map<String, Revocation> subjects = new ConcurrentHashMap<>();
    private final Map<String, Revocation> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger sincePurge = new AtomicInteger();
    private long position;
    private volatile long readAt;
    private volatile boolean everRead;
    private final AtomicBoolean staleTold = new AtomicBoolean();

    private Revocations(InstantSource clock, @Nullable Follower follower) {
        this.clock = clock;
        log = follower == null ? null : follower.log;
        whenStale = follower == null ? WhenStale.REFUSE_TOKENS : follower.whenStale;
        interval = follower == null || follower.interval == null ? Duration.ofMillis(500) : follower.interval;
        Duration staleAfter =
                follower == null || follower.staleAfter == null ? Duration.ofSeconds(5) : follower.staleAfter;
        staleAfterNanos = staleAfter.toNanos();
        ticker = follower == null || follower.ticker == null ? Ticker.system() : follower.ticker;
        events = follower == null || follower.events == null ? Events.alertsToSystemLogger() : follower.events;
        strict = follower != null && follower.strict;
        poller = follower == null || follower.byHand ? null : daemon();
    }

    /** Two threads: one may hang in the log, the other tells of it. */
    private static ScheduledExecutorService daemon() {
        return Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "seaworthy-revocations");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Known to this node only: for one node, or where sessions live in its memory. */
    public static Revocations local(InstantSource clock) {
        return new Revocations(clock, null);
    }

    /** Starts a builder of revocations that follow a shared log. */
    public static Follower following(RevocationLog log, WhenStale whenStale) {
        return new Follower(log, whenStale);
    }

    /** Revokes for all nodes: writes to the log, if there is one, and takes effect here at once. */
    public void revoke(Revocation revocation) {
        apply(revocation);
        if (log != null) {
            log.append(revocation);
        }
    }

    /** Takes effect on this node; for entries that the log has already. */
    public void apply(Revocation revocation) {
        Map<String, Revocation> map = switch (revocation.kind()) {
            case SESSION -> sessions;
            case SUBJECT -> subjects;
            case TOKEN -> tokens;
        };
        map.merge(revocation.key(), revocation, Revocations::wider);
        if (sincePurge.incrementAndGet() >= 1_000) {
            forgetExpired();
        }
    }

    private static Revocation wider(Revocation a, Revocation b) {
        Instant at = a.at().isAfter(b.at()) ? a.at() : b.at();
        Instant until = a.until().isAfter(b.until()) ? a.until() : b.until();
        return new Revocation(a.kind(), a.key(), at, until);
    }

    private void forgetExpired() {
        sincePurge.set(0);
        Instant now = clock.instant();
        for (Map<String, Revocation> map : List.of(sessions, subjects, tokens)) {
            map.values().removeIf(entry -> entry.until().isBefore(now));
        }
    }

    @Nullable
    TokenRefusal check(VerifiedToken token) {
        // Mostly nothing is revoked; then nothing is hashed.
        if (!sessions.isEmpty() && token.sessionId() != null && sessions.containsKey(token.sessionId())) {
            return TokenRefusal.REVOKED;
        }
        if (!tokens.isEmpty() && tokens.containsKey(token.tokenId())) {
            return TokenRefusal.REVOKED;
        }
        Revocation subject = subjects.isEmpty() ? null : subjects.get(token.subject());
        if (subject != null && token.issuedAtSecond() <= subject.at().getEpochSecond()) {
            return TokenRefusal.REVOKED;
        }
        if (log == null) {
            return null;
        }
        return strict ? ask(log, token) : whenUnknown(isStale());
    }

    private @Nullable TokenRefusal whenUnknown(boolean unknown) {
        return unknown && whenStale == WhenStale.REFUSE_TOKENS ? TokenRefusal.REVOCATIONS_STALE : null;
    }

    /** What the log says of a token at this moment. */
    private @Nullable TokenRefusal ask(RevocationLog source, VerifiedToken token) {
        String session = token.sessionId();
        List<Revocation> found;
        try {
            found = source.naming(
                    session == null
                            ? List.of(token.tokenId(), token.subject())
                            : List.of(token.tokenId(), token.subject(), session));
        } catch (StoreException e) {
            events.emit(AuthEvent.STORE_FAILED, null, e);
            return whenUnknown(true);
        }
        return found.stream().anyMatch(entry -> names(entry, token)) ? TokenRefusal.REVOKED : null;
    }

    private static boolean names(Revocation entry, VerifiedToken token) {
        return switch (entry.kind()) {
            case SESSION -> entry.key().equals(token.sessionId());
            case TOKEN -> entry.key().equals(token.tokenId());
            case SUBJECT ->
                entry.key().equals(token.subject())
                        && token.issuedAtSecond() <= entry.at().getEpochSecond();
        };
    }

    /** Whether each verification reads the log, and may wait for it. */
    public boolean isStrict() {
        return strict;
    }

    private boolean isStale() {
        return !everRead || ticker.nanos() - readAt > staleAfterNanos;
    }

    /** Reads the log once. The poller calls it; so may a test. */
    synchronized void poll() {
        long started = ticker.nanos();
        try {
            RevocationLog source = Objects.requireNonNull(log);
            long reached;
            do {
                reached = position;
                RevocationLog.Page page = source.after(reached);
                page.revocations().forEach(this::apply);
                // It may lie in front of the one before: where the log's store was restored from a copy.
                position = page.position();
            } while (position > reached);
            readAt = started;
            everRead = true;
            staleTold.set(false);
        } catch (StoreException e) {
            tellIfStale(e);
        } catch (Throwable e) {
            // Errors, too: what leaves a scheduled task ends it for good, and nobody would read the log again.
            tell(AuthEvent.STORE_FAILED, e);
            tellIfStale(e);
        }
    }

    /** Tells once that the entries got stale: beside the poller, which may hang in the log and tell nothing. */
    void tellIfStale(@Nullable Throwable cause) {
        if (isStale() && staleTold.compareAndSet(false, true)) {
            tell(AuthEvent.REVOCATIONS_STALE, cause);
        }
    }

    /** For scheduled tasks, which must survive a receiver that throws. */
    private void tell(AuthEvent reason, @Nullable Throwable cause) {
        try {
            events.emit(reason, null, cause);
        } catch (Throwable e) {
            // There is nobody left to tell.
        }
    }

    /** Ends the polling. Tokens are then answered as when the log is stale. */
    @Override
    public void close() {
        if (poller != null) {
            poller.shutdownNow();
        }
    }

    @Override
    public List<Evidence> evidence() {
        String summary = log == null
                ? "revocation of sessions, subjects and tokens on this node"
                : "revocation of sessions, subjects and tokens, on other nodes "
                        + (strict ? "at once" : "within " + interval);
        return List.of(new Evidence(
                "AUTH-SESSION",
                "Revocations",
                summary,
                whenStale == WhenStale.DANGEROUSLY_ACCEPT_TOKENS
                        ? List.of("revocations of other nodes are not seen while the log cannot be read")
                        : List.of()));
    }

    @Override
    public String toString() {
        return "Revocations[" + (log == null ? "local" : "following a log each " + interval) + "]";
    }

    /** Collects options, each at most once; not thread-safe. */
    public static final class Follower {

        private final RevocationLog log;
        private final WhenStale whenStale;
        private @Nullable Duration interval;
        private @Nullable Duration staleAfter;
        private @Nullable InstantSource clock;
        private @Nullable Ticker ticker;
        private @Nullable Events events;
        private boolean strict;
        private boolean byHand;

        private Follower(RevocationLog log, WhenStale whenStale) {
            this.log = Objects.requireNonNull(log, "log");
            this.whenStale = Objects.requireNonNull(whenStale, "whenStale");
        }

        /** Between two polls; 500 ms by default. Permitted: 10 ms to 1 minute. */
        public Follower interval(Duration interval) {
            requireUnset(this.interval, "interval");
            this.interval = interval;
            return this;
        }

        /** After how long without a successful poll entries are stale; 5 s by default. At least two intervals. */
        public Follower staleAfter(Duration staleAfter) {
            requireUnset(this.staleAfter, "staleAfter");
            this.staleAfter = staleAfter;
            return this;
        }

        /** The wall clock; the system's by default. */
        public Follower clock(InstantSource clock) {
            requireUnset(this.clock, "clock");
            this.clock = clock;
            return this;
        }

        /** The clock of staleness; the system's by default. */
        public Follower ticker(Ticker ticker) {
            requireUnset(this.ticker, "ticker");
            this.ticker = ticker;
            return this;
        }

        /** Where outages are reported; by default alerts go to {@link System.Logger}. */
        public Follower events(Events events) {
            requireUnset(this.events, "events");
            this.events = events;
            return this;
        }

        /**
         * Reads the log at each verification, so that a revocation on any node is in force at once on all; costs a
         * round trip for each request. While the log cannot be read the answer is that for a stale one. Off by default.
         */
        public Follower strictRevocation() {
            requireUnset(strict ? true : null, "strictRevocation");
            strict = true;
            return this;
        }

        Follower pollByHand() {
            byHand = true;
            return this;
        }

        private static void requireUnset(@Nullable Object value, String option) {
            if (value != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        /** Reads the log once, then starts to poll. A log that cannot be read now is stale from the start. */
        public Revocations start() {
            Duration every = interval == null ? Duration.ofMillis(500) : interval;
            Duration limit = staleAfter == null ? Duration.ofSeconds(5) : staleAfter;
            Faults.in("Revocations")
                    .check(
                            every.toMillis() >= 10 && every.compareTo(Duration.ofMinutes(1)) <= 0,
                            "interval",
                            every.toString(),
                            "out_of_range",
                            "10 ms to 1 minute")
                    .check(
                            limit.compareTo(every.multipliedBy(2)) >= 0,
                            "staleAfter",
                            limit.toString(),
                            "out_of_range",
                            "at least two intervals")
                    .throwIfAny();
            Revocations revocations = new Revocations(clock == null ? InstantSource.system() : clock, this);
            revocations.poll();
            if (revocations.poller != null) {
                revocations.poller.scheduleWithFixedDelay(
                        revocations::poll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
                revocations.poller.scheduleWithFixedDelay(
                        () -> revocations.tellIfStale(null), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
            }
            return revocations;
        }
    }
}
