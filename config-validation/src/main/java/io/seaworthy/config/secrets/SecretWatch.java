package io.seaworthy.config.secrets;

import io.seaworthy.config.internal.Follower;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that follow their source. Readers see whole snapshots only; what cannot be read leaves the last good one in
 * force. However many ask, one reads. A mounted directory is watched and looked at once in each period besides, since
 * watches are lost; other sources are asked once in each period, or after two thirds of a lease where that is sooner.
 *
 * <pre>{@code
 * SecretWatch watch = SecretWatch.start(MountedSecrets.in(Path.of("/run/secrets")), Duration.ofMillis(500));
 * Rotating<Secret> key = watch.secret("JWT_SECRET");
 * Rotating<DatabaseCredentials> login = watch.map(s -> new DatabaseCredentials(s.secret("USER").exposeUtf8(), s.secret("PASSWORD")));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SecretWatch implements AutoCloseable {

    private final SecretSource source;
    private final Ticker ticker;
    private final Rotating<SecretSnapshot> current;
    private final AtomicReference<CompletableFuture<Boolean>> flight = new AtomicReference<>();
    private final List<Consumer<SecretSnapshot>> followers = new CopyOnWriteArrayList<>();
    /** Who reads; a follower that asks for a refresh would wait for itself. */
    private volatile @Nullable Thread reader;

    private volatile long readAt;
    private volatile String problem = "";
    /** Why a value could not be made of what is in force; stays until the secrets change again. */
    private volatile String refused = "";

    private @Nullable Follower follower;

    private SecretWatch(SecretSource source, Ticker ticker) throws SecretSourceException {
        this.source = source;
        this.ticker = ticker;
        this.current = Rotating.of(source.read());
        this.readAt = ticker.nanos();
    }

    /**
     * Reads the source and follows it.
     *
     * @param period how often it is looked at: 10 ms or more; a second finds a change in a second where watches fail
     * @throws SecretSourceException where there is nothing to start with
     */
    public static SecretWatch start(SecretSource source, Duration period) throws SecretSourceException {
        long millis = Follower.checked(period).toMillis();
        SecretWatch watch = new SecretWatch(source, Ticker.system());
        watch.follower =
                Follower.start("seaworthy-secrets", source.directories(), () -> watch.pause(millis), watch::refresh);
        return watch;
    }

    /** A watch that looks only when {@link #refresh} says so. */
    static SecretWatch manual(SecretSource source, Ticker ticker) throws SecretSourceException {
        return new SecretWatch(source, ticker);
    }

    /** The period, or less where secrets are on a lease. */
    private long pause(long period) {
        long lease = current().validFor().toMillis() * 2 / 3;
        return lease == 0 ? period : Math.min(lease, period);
    }

    /** What is in force. */
    public SecretSnapshot current() {
        return current.current();
    }

    /** One of the secrets; a snapshot without it changes nothing. */
    public Rotating<Secret> secret(String name) {
        return map(snapshot -> snapshot.secret(name));
    }

    /** A value made of each snapshot as a whole; where it cannot be made, the last one stays. */
    public <T> Rotating<T> map(Function<SecretSnapshot, T> function) {
        synchronized (followers) {
            Rotating<T> rotating = Rotating.of(function.apply(current()));
            followers.add(next -> rotating.rotateTo(function.apply(next)));
            return rotating;
        }
    }

    /** Reads now, or joins whoever does; true where the secrets changed. From a listener it does nothing. */
    public boolean refresh() {
        if (reader == Thread.currentThread()) {
            return false;
        }
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> other = flight.compareAndExchange(null, mine);
        if (other != null) {
            try {
                return other.join();
            } catch (CompletionException failed) {
                return false;
            }
        }
        boolean changed = false;
        try {
            reader = Thread.currentThread();
            changed = read();
        } finally {
            reader = null;
            flight.set(null);
            mine.complete(changed);
        }
        return changed;
    }

    private boolean read() {
        try {
            SecretSnapshot next = source.read();
            boolean changed = change(next);
            if (refused.isEmpty()) {
                readAt = ticker.nanos();
            }
            problem = refused;
            return changed;
        } catch (SecretSourceException failed) {
            problem = String.valueOf(failed.getMessage());
            return false;
        } catch (RuntimeException unexpected) {
            problem = unexpected.getClass().getSimpleName(); // its message may hold a value
            return false;
        }
    }

    private boolean change(SecretSnapshot next) {
        synchronized (followers) {
            if (next.isSame(current())) {
                return false;
            }
            Set<String> gone = new TreeSet<>(current().names());
            gone.removeAll(next.names());
            String why = "a value could not be made of the new secrets"
                    + (gone.isEmpty() ? "" : "; gone is " + String.join(", ", gone));
            refused = "";
            current.rotateTo(next);
            for (Consumer<SecretSnapshot> follower : followers) {
                try {
                    follower.accept(next);
                } catch (RuntimeException notMade) { // its message may hold a value
                    refused = why;
                }
            }
            return true;
        }
    }

    /** How long ago the source was read and every value could be made of it: the metric to alert on. */
    public Duration age() {
        return Duration.ofNanos(ticker.nanos() - readAt);
    }

    /** What went wrong the last time, without a value; empty where nothing did. */
    public String problem() {
        return problem;
    }

    /** Follows no longer; what is in force stays. */
    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }

    /** Names only. */
    @Override
    public String toString() {
        return "SecretWatch" + current().names();
    }
}
