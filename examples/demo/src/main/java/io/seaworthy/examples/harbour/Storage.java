package io.seaworthy.examples.harbour;

import io.micrometer.core.instrument.MeterRegistry;
import io.seaworthy.auth.redis.RedisRefreshStore;
import io.seaworthy.auth.refresh.JdbcRefreshStore;
import io.seaworthy.auth.refresh.RefreshStore;
import io.seaworthy.examples.harbour.HarbourSettings.SessionStore;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.operations.ConnectionPool;
import io.seaworthy.operations.DatabaseCredentials;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.redis.RedisLimitStore;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/**
 * Where things are kept: a database and a limit store, embedded unless their URLs are given.
 *
 * @param pool the database's connections
 * @param limits the rate limits' buckets
 * @param sessions the refresh sessions and what was revoked
 */
record Storage(ConnectionPool pool, LimitStore limits, RefreshStore sessions) implements AutoCloseable {

    private static final int LOCAL_KEYS = 1_000_000;

    static Storage open(
            HarbourSettings settings, Rotating<DatabaseCredentials> credentials, MeterRegistry meters, Events events) {
        ConnectionPool pool = ConnectionPool.builder(
                        "harbour", settings.databaseUrl().orElseGet(Storage::embedded), credentials)
                .meters(meters)
                .build();
        try {
            return new Storage(
                    pool,
                    settings.redisUrl().map(url -> redis(url, events)).orElseGet(() -> local(events)),
                    sessions(settings, pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** In memory and of its own: two Harbours in one process share nothing. */
    private static String embedded() {
        return "jdbc:h2:mem:harbour-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private static LimitStore local(Events events) {
        return LocalLimitStore.builder(LOCAL_KEYS, Overflow.SHARE_BY_PREFIX)
                .events(events)
                .build();
    }

    /**
     * While Redis is away each node counts for itself: limits loosen by the number of nodes, and the service stays up. A
     * decision that is late counts here only, so a machine that pauses for longer than the usual 20 ms needs more patience.
     */
    private static LimitStore redis(URI url, Events events) {
        return RedisLimitStore.builder(url.toString(), OutagePolicy.countLocally(local(events)))
                .deadline(Duration.ofMillis(100))
                .events(events)
                .build();
    }

    private static RefreshStore sessions(HarbourSettings settings, ConnectionPool pool) {
        return settings.sessionStore() == SessionStore.REDIS
                ? RedisRefreshStore.of(settings.redisUrl().orElseThrow().toString())
                : JdbcRefreshStore.of(pool.dataSource()).createSchema();
    }

    @Override
    public void close() throws Exception {
        if (sessions instanceof AutoCloseable remote) {
            remote.close();
        }
        if (limits instanceof AutoCloseable remote) {
            remote.close();
        }
        pool.close();
    }
}
