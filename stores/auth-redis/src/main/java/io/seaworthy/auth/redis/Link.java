package io.seaworthy.auth.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.codec.StringCodec;
import io.seaworthy.auth.StoreException;
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
 * stands, Lettuce reconnects it. Nothing waits longer than the deadline. Thread-safe.
 */
final class Link implements AutoCloseable {

    private final RedisClient client;
    private final RedisURI uri;
    private final Duration deadline;
    private final String prefix;
    private final Map<Script, String> digests = new EnumMap<>(Script.class);
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connecting;
    private boolean closed;

    Link(RedisURI uri, Duration deadline, String prefix) {
        this.uri = uri;
        this.deadline = deadline;
        this.prefix = prefix;
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                // A command for a lost connection fails at once instead of being carried out when nobody waits any
                // more.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(deadline).build())
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
        }
        return known;
    }

    private StatefulRedisConnection<String, String> connection() {
        try {
            return connecting().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
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
        StatefulRedisConnection<String, String> connection = connection();
        try {
            try {
                return await(connection
                        .async()
                        .evalsha(Objects.requireNonNull(digests.get(script)), script.output(), new String[0], values));
            } catch (RedisNoScriptException e) {
                return await(connection.async().eval(script.text(), script.output(), new String[0], values));
            }
        } catch (RedisException e) {
            throw failed("run " + script, e);
        }
    }

    private <T> T await(RedisFuture<T> answer) {
        return LettuceFutures.awaitOrCancel(answer, deadline.toMillis(), TimeUnit.MILLISECONDS);
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
