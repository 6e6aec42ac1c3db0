package io.seaworthy.ratelimit.redis;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis. It is made in the background, so that a service starts while Redis is away, and tried again
 * at most once a second; once it stands, Lettuce reconnects it. Thread-safe.
 */
final class Link implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    /** A connection through which nothing has come for so long is replaced. */
    private static final long DOUBT_NANOS = Duration.ofSeconds(3).toNanos();

    /** How long a full bucket stays, so that clocks may differ by that much. */
    private static final Duration KEEP = Duration.ofSeconds(10);

    private final RedisClient client;
    private final RedisURI uri;
    private final TimeMeter clock;
    private final Duration deadline;
    private final Ticker ticker = Ticker.system();
    private final AtomicLong retryAt = new AtomicLong(ticker.nanos());
    private volatile @Nullable AsyncProxyManager<byte[]> manager;
    private @Nullable StatefulRedisConnection<byte[], byte[]> connection;

    /** Since when nothing has come through, 0 if something has. */
    private final AtomicLong doubtedSince = new AtomicLong();

    private volatile boolean closed;

    Link(RedisURI uri, Duration deadline, TimeMeter clock) {
        this.uri = uri;
        this.clock = clock;
        this.deadline = deadline;
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                // A command for a lost connection fails at once instead of waiting in a queue for its return.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
    }

    /** The proxy manager, or null while there is no connection yet. */
    @Nullable
    AsyncProxyManager<byte[]> manager() {
        AsyncProxyManager<byte[]> connected = manager;
        if (connected == null) {
            connect();
        }
        return connected;
    }

    /** Starts an attempt unless one was started less than a second ago. */
    CompletionStage<?> connect() {
        long now = ticker.nanos();
        long at = retryAt.get();
        if (closed || at - now > 0 || !retryAt.compareAndSet(at, now + RETRY_NANOS)) {
            return CompletableFuture.completedFuture(null);
        }
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri).handle((made, failure) -> {
            if (made != null) {
                use(made);
            }
            return null;
        });
    }

    /** Nothing comes through at the moment; after a while the connection is given up for a new one. */
    void doubt() {
        long now = ticker.nanos() | 1;
        long since = doubtedSince.get();
        if (since == 0) {
            doubtedSince.compareAndSet(0, now);
        } else if (now - since > DOUBT_NANOS && doubtedSince.compareAndSet(since, now)) {
            giveUp();
        }
    }

    void trust() {
        if (doubtedSince.get() != 0) {
            doubtedSince.set(0);
        }
    }

    private void giveUp() {
        StatefulRedisConnection<byte[], byte[]> old;
        synchronized (this) {
            old = connection;
            connection = null;
            manager = null;
        }
        if (old != null) {
            old.closeAsync();
        }
        connect();
    }

    private synchronized void use(StatefulRedisConnection<byte[], byte[]> made) {
        if (closed || manager != null) {
            made.closeAsync();
            return;
        }
        connection = made;
        manager = Bucket4jLettuce.casBasedBuilder(made)
                .clientClock(clock)
                // A lost race for a key is tried again, but not beyond the time when nobody waits any more.
                .requestTimeout(deadline)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEEP))
                .build()
                .asAsync();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            manager = null;
        }
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
    }
}
