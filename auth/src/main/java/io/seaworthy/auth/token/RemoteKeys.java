package io.seaworthy.auth.token;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of another issuer, fetched from its JWK set (RFC 7517) and kept.
 *
 * <ul>
 *   <li>One fetch at a time, whoever asks; a caller waits for it 2 s at most.
 *   <li>Fetched anew in the background after four fifths of its {@code max-age}, which is clamped to between 5 minutes
 *       and 24 hours; 1 hour where the issuer names none.
 *   <li>An unknown key id causes a fetch only where the last one began a cooldown ago (30 s), so no stream of invented
 *       ids causes more than two fetches a minute.
 *   <li>While the issuer cannot be reached, or answers with anything but a good set, the last good keys stay in force,
 *       24 hours by default.
 * </ul>
 *
 * <p>Secrets and private halves are never taken from a set. Nothing a token says decides where keys come from. Nothing
 * is fetched before the first token. Thread-safe; keep one instance per issuer.
 */
public final class RemoteKeys implements EvidenceSource {

    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration USUAL = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofHours(24);
    private static final long FIRST_RETRY = TimeUnit.SECONDS.toNanos(1);

    private final URI address;
    private final KeySetFetch fetch;
    private final long cooldownNanos;
    private final long lastGoodNanos;
    private final long waitNanos;
    private final Ticker ticker;
    private final Events events;
    private final Executor executor;
    private final List<String> weak;
    private final AtomicReference<@Nullable CompletableFuture<Void>> inFlight = new AtomicReference<>();
    private final KeySource source = new Source();

    private volatile @Nullable Known known;
    private volatile @Nullable Attempt last;

    /** A good set, when it was fetched and for how long it is fresh. */
    private record Known(KeyRing ring, long at, long freshNanos) {}

    /** The last try, and how many have failed since one succeeded. */
    private record Attempt(long at, int failures) {}

    private final class Source implements KeySource {
        @Override
        public KeyRing ring() {
            Known now = usable();
            return now == null ? KeyRing.EMPTY : now.ring;
        }

        @Override
        public @Nullable TokenKey find(@Nullable String id) {
            return RemoteKeys.this.find(id);
        }
    }

    RemoteKeys(RemoteKeysBuilder builder) {
        address = builder.address;
        weak = builder.privateAddresses
                ? List.of("the key set of " + address.getHost() + " may lie at a private address")
                : List.of();
        fetch = builder.fetch == null ? new HttpsKeySetFetch(!builder.privateAddresses) : builder.fetch;
        cooldownNanos =
                builder.orDefault(builder.cooldown, RemoteKeysBuilder.COOLDOWN).toNanos();
        lastGoodNanos = builder.orDefault(builder.lastGood, LONGEST).toNanos();
        waitNanos =
                builder.orDefault(builder.longestWait, RemoteKeysBuilder.WAIT).toNanos();
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        events = builder.events == null ? Events.none() : builder.events;
        executor = builder.executor == null ? RemoteKeys::onDaemon : builder.executor;
    }

    private static void onDaemon(Runnable work) {
        Thread thread = new Thread(work, "seaworthy-jwks");
        thread.setDaemon(true);
        thread.start();
    }

    /** The keys published at an https address. */
    public static RemoteKeys of(URI jwksUri) {
        return at(jwksUri).build();
    }

    /** Starts a builder with the https address of the set, {@code jwks_uri} in the issuer's metadata (RFC 8414). */
    public static RemoteKeysBuilder at(URI jwksUri) {
        return new RemoteKeysBuilder(jwksUri);
    }

    KeySource source() {
        return source;
    }

    private @Nullable TokenKey find(@Nullable String id) {
        Known now = usable();
        if (now != null) {
            if (ticker.nanos() - now.at > now.freshNanos / 5 * 4 && mayTry(true)) {
                refresh(true);
            }
            TokenKey key = now.ring.find(id);
            if (key != null || id == null) {
                return key;
            }
        }
        if (mayTry(now != null)) {
            await(refresh(now != null));
        } else {
            await(inFlight.get());
        }
        Known then = usable();
        return then == null ? null : then.ring.find(id);
    }

    /** The last good set, unless the issuer has not been reached for too long. */
    private @Nullable Known usable() {
        Known now = known;
        return now == null || ticker.nanos() - now.at > now.freshNanos + lastGoodNanos ? null : now;
    }

    /** Whether the last try is long enough ago; where there are no keys at all, the pause grows from 1 s. */
    private boolean mayTry(boolean haveKeys) {
        Attempt before = last;
        if (before == null) {
            return true;
        }
        long pause = haveKeys
                ? cooldownNanos
                : Math.min(cooldownNanos, FIRST_RETRY << Math.min(10, Math.max(0, before.failures - 1)));
        return ticker.nanos() - before.at >= pause;
    }

    /** Starts a fetch, unless one is under way. */
    private CompletableFuture<Void> refresh(boolean haveKeys) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = inFlight.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        if (!mayTry(haveKeys)) {
            // Another caller's fetch began and ended since this one looked.
            finish(mine);
            return mine;
        }
        Attempt before = last;
        last = new Attempt(ticker.nanos(), before == null ? 0 : before.failures);
        try {
            executor.execute(() -> run(mine));
        } catch (RuntimeException e) {
            finish(mine);
            events.emit(AuthEvent.KEY_SET_FAILED, null, e);
        }
        return mine;
    }

    private void run(CompletableFuture<Void> mine) {
        try {
            KeySetFetch.Fetched fetched = fetch.fetch(address);
            Object read = JwkSet.readPublic(fetched.body());
            if (read instanceof JwkSet.Public set && !set.ring().all().isEmpty()) {
                known = new Known(set.ring(), ticker.nanos(), clamp(fetched.maxAge()));
                failures(0);
                if (!set.faults().isEmpty()) {
                    events.emit(AuthEvent.KEY_SET_FAULTY, null, null);
                }
            } else {
                failed(null);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        } finally {
            finish(mine);
        }
    }

    private void finish(CompletableFuture<Void> mine) {
        inFlight.set(null);
        mine.complete(null);
    }

    private void failed(@Nullable Throwable cause) {
        Attempt before = last;
        failures(before == null ? 1 : before.failures + 1);
        events.emit(AuthEvent.KEY_SET_FAILED, null, cause);
    }

    private void failures(int count) {
        Attempt before = last;
        last = new Attempt(before == null ? ticker.nanos() : before.at, count);
    }

    private static long clamp(@Nullable Duration maxAge) {
        Duration age = maxAge == null ? USUAL : maxAge;
        Duration atLeast = age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
        return (atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast).toNanos();
    }

    private void await(@Nullable CompletableFuture<Void> running) {
        if (running == null) {
            return;
        }
        try {
            running.get(waitNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The caller goes on with what is known, and refuses where that is nothing.
        }
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(new Evidence(
                "AUTH-KEY",
                "RemoteKeys",
                "public keys of " + address.getHost() + " by kid, refreshed ahead, at most one fetch per "
                        + Duration.ofNanos(cooldownNanos) + " for unknown ids, kept through an outage of "
                        + Duration.ofNanos(lastGoodNanos),
                weak));
    }

    @Override
    public String toString() {
        return "RemoteKeys[" + address + "]";
    }
}
