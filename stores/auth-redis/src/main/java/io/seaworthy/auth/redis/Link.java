package io.seaworthy.auth.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.codec.StringCodec;
import io.seaworthy.auth.StoreException;
import io.seaworthy.kernel.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis. It is made when it is first needed, so that a service starts while Redis is away; once it
 * stands, Lettuce reconnects it, and one through which nothing comes any more is replaced. Nobody waits longer than the
 * deadline. Thread-safe.
 */
final class Link implements AutoCloseable {

    /** How long an attempt to connect may go on, even where no caller waits that long. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /**
     * A connection through which nothing has come for so long is replaced: where a host has vanished, TCP itself would
     * go on for a quarter of an hour.
     */
    private static final long DOUBT_NANOS = Duration.ofSeconds(3).toNanos();

    private final RedisClient client;
    private final RedisURI uri;
    private final Duration deadline;
    private final String prefix;
    private final Ticker ticker;
    private final Map<Script, String> digests = new EnumMap<>(Script.class);
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connecting;
    private boolean closed;
    private volatile boolean doubted;
    private long doubtedSince;

    Link(RedisURI uri, Duration deadline, String prefix, Ticker ticker) {
        this.uri = uri;
        this.deadline = deadline;
        this.prefix = prefix;
        this.ticker = ticker;
        Duration attempt = deadline.compareTo(CONNECT_TIMEOUT) > 0 ? deadline : CONNECT_TIMEOUT;
        // Of the handshake: of a server that takes connections and says nothing, another attempt is made after it.
        uri.setTimeout(attempt);
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                // A command for a lost connection fails at once instead of being carried out when nobody waits any
                // more.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(attempt).build())
                .build());
        for (Script script : Script.values()) {
            digests.put(script, Base16.digest(script.text().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connecting() {
        CompletableFuture<StatefulRedisConnection<String, String>> known = connecting;
        if (closed) {
            return CompletableFuture.failedFuture(new RedisException("closed"));
        }
        if (known == null || known.isCompletedExceptionally()) {
            known = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
            connecting = known;
            doubted = false;
        }
        return known;
    }

    private StatefulRedisConnection<String, String> connected(
            CompletableFuture<StatefulRedisConnection<String, String>> attempt) {
        try {
            return attempt.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("reach Redis", e);
        } catch (ExecutionException | TimeoutException e) {
            throw failed("reach Redis", e);
        }
    }

    /** Runs a script; a Redis that was restarted learns it again. */
    <T> T run(Script script, Object... arguments) {
        String[] values = new String[arguments.length + 1];
        values[0] = prefix;
        for (int i = 0; i < arguments.length; i++) {
            values[i + 1] = String.valueOf(arguments[i]);
        }
        CompletableFuture<StatefulRedisConnection<String, String>> attempt = connecting();
        RedisAsyncCommands<String, String> redis = connected(attempt).async();
        try {
            T answer;
            try {
                answer = await(redis.evalsha(digest(script), script.output(), new String[0], values));
            } catch (RedisNoScriptException e) {
                answer = await(redis.eval(script.text(), script.output(), new String[0], values));
            }
            trust();
            return answer;
        } catch (RedisCommandExecutionException e) {
            // An answer, if not a good one.
            trust();
            throw failed("run " + script, e);
        } catch (RedisCommandInterruptedException e) {
            throw failed("run " + script, e);
        } catch (RedisException e) {
            doubt(attempt);
            throw failed("run " + script, e);
        }
    }

    private String digest(Script script) {
        return Objects.requireNonNull(digests.get(script));
    }

    private <T> T await(RedisFuture<T> answer) {
        return LettuceFutures.awaitOrCancel(answer, deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing came through; after a while the connection is given up, and the next call makes another. */
    private synchronized void doubt(CompletableFuture<StatefulRedisConnection<String, String>> attempt) {
        if (attempt != connecting) {
            return;
        }
        if (!doubted) {
            doubtedSince = ticker.nanos();
            doubted = true;
        } else if (ticker.nanos() - doubtedSince > DOUBT_NANOS) {
            connecting = null;
            attempt.thenAccept(StatefulRedisConnection::closeAsync);
        }
    }

    private void trust() {
        if (doubted) {
            synchronized (this) {
                doubted = false;
            }
        }
    }

    /** Redis quotes arguments in its errors: only the kind of failure is kept. */
    private static StoreException failed(String what, Exception e) {
        Exception bare = new RedisException(e.getClass().getSimpleName());
        bare.setStackTrace(e.getStackTrace());
        return new StoreException("Could not " + what, bare);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
