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

    /** How long a full bucket stays, so that clocks may differ by that much. */
    private static final Duration KEEP = Duration.ofSeconds(10);

    private final RedisClient client;
    private final RedisURI uri;
    private final TimeMeter clock;
    private final Duration deadline;
    private final Ticker ticker = Ticker.system();
    private final AtomicLong retryAt = new AtomicLong(ticker.nanos());
    private volatile @Nullable AsyncProxyManager<byte[]> manager;
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
        return client.connectAsync(ByteArrayCodec.INSTANCE, uri).handle((connection, failure) -> {
            if (connection != null) {
                use(connection);
            }
            return null;
        });
    }

    private synchronized void use(StatefulRedisConnection<byte[], byte[]> connection) {
        if (closed || manager != null) {
            connection.closeAsync();
            return;
        }
        manager = Bucket4jLettuce.casBasedBuilder(connection)
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
