package io.seaworthy.operations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * A HikariCP pool whose advice is checked instead of only documented: time-outs in the right order, leak detection on,
 * a size that a database can bear, no password in the URL.
 *
 * <p>Credentials that rotate are used for every new connection; idle connections are replaced at once, those in use
 * when they come back. Once they rotated, no connection with older ones is lent, not even one that was being made. The pool connects when it is built, so a database that cannot be reached ends the start with
 * HikariCP's exception. It does not retry statements, and its size is fixed: a pool that grows under load asks the
 * database for connections when it can least give them. Thread-safe.
 */
public final class ConnectionPool implements EvidenceSource, AutoCloseable {

    private final HikariDataSource pool;
    private final DataSource lent;
    private final Duration validation;
    private final String summary;
    private final List<String> weaknesses;
    private final boolean metered;

    private ConnectionPool(PoolOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(options.name);
        StampedDataSource source = new StampedDataSource(options.url, options.credentials);
        config.setDataSource(source);
        config.setMaximumPoolSize(options.maxSize);
        config.setConnectionTimeout(options.connectionTimeout.toMillis());
        config.setValidationTimeout(options.validationTimeout.toMillis());
        config.setMaxLifetime(options.maxLifetime.toMillis());
        config.setKeepaliveTime(options.keepalive.toMillis());
        config.setLeakDetectionThreshold(options.leakDetection.toMillis());
        MeterRegistry registry = options.registry;
        if (registry != null) {
            config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        }
        pool = new HikariDataSource(config);
        lent = new CurrentDataSource(pool, source);
        options.credentials.onChange(next -> {
            if (!pool.isClosed()) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        });
        validation = options.validationTimeout;
        metered = registry != null;
        summary = "HikariCP, " + options.maxSize + " connections, wait at most " + options.connectionTimeout.toMillis()
                + " ms, lifetime " + options.maxLifetime.toSeconds() + " s";
        weaknesses = options.weaknesses();
    }

    /**
     * A pool of 10 connections; see the options for the other defaults.
     *
     * @param name for metrics and logs: {@code "main"}; 1 to 64 characters
     * @param jdbcUrl {@code "jdbc:postgresql://db/app"}; not {@code "jdbc:postgresql://db/app?password=..."}
     * @param credentials who connects; may rotate
     */
    public static Builder builder(String name, String jdbcUrl, Rotating<DatabaseCredentials> credentials) {
        return new Builder(new PoolOptions(name, jdbcUrl, credentials));
    }

    /** The connections. Closing it is the pool's business. */
    public DataSource dataSource() {
        return lent;
    }

    /** Borrows a connection and asks whether it works; a pool that has none to lend in time is down as well. */
    public HealthCheck healthCheck() {
        return () -> {
            try (Connection connection = lent.getConnection()) {
                int seconds = Math.max(1, (int) validation.toSeconds());
                return connection.isValid(seconds)
                        ? HealthResult.up(active() + " of " + pool.getMaximumPoolSize() + " in use")
                        : HealthResult.down("connection is not valid");
            }
        };
    }

    /** How many connections are in use now. */
    public int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>();
        all.add(new Evidence("OPS-POOL", "ConnectionPool", summary, weaknesses));
        if (metered) {
            all.add(Evidence.weakened(
                    "OPS-DB", "ConnectionPool", "pool metrics in Micrometer", "slow statements are not logged"));
        }
        return all;
    }

    /** Closes all connections; those in use are cut off. */
    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "ConnectionPool[" + pool.getPoolName() + ", " + summary + "]";
    }

    /** Options of a pool; not thread-safe. */
    public static final class Builder {

        private final PoolOptions options;

        private Builder(PoolOptions options) {
            this.options = options;
        }

        /** How many connections: 1 to 500, 10 by default. More than 50 is weakened: databases queue better than that. */
        public Builder maxSize(int connections) {
            options.once.set("maxSize");
            options.maxSize = connections;
            return this;
        }

        /** How long a caller waits for a connection: 250 ms to 1 min, 3 s by default. More than 10 s is weakened. */
        public Builder connectionTimeout(Duration time) {
            options.once.set("connectionTimeout");
            options.connectionTimeout = time;
            return this;
        }

        /** How long a test of a connection may take: 250 ms up to the connection time-out, 1 s by default. */
        public Builder validationTimeout(Duration time) {
            options.once.set("validationTimeout");
            options.validationTimeout = time;
            return this;
        }

        /**
         * When a connection is replaced: 30 s to 24 h, 30 min by default. Keep it several seconds below the limit of
         * the database and of every proxy before it.
         */
        public Builder maxLifetime(Duration time) {
            options.once.set("maxLifetime");
            options.maxLifetime = time;
            return this;
        }

        /** How often an idle connection is touched: 30 s up to the lifetime, 2 min by default. */
        public Builder keepalive(Duration time) {
            options.once.set("keepalive");
            options.keepalive = time;
            return this;
        }

        /** How long a connection may be out before its borrower is logged: 2 s up to the lifetime, 30 s by default. */
        public Builder leakDetection(Duration time) {
            options.once.set("leakDetection");
            options.leakDetection = time;
            return this;
        }

        /** Reports no leaks; the readiness report says so. */
        public Builder withoutLeakDetection() {
            options.once.set("leakDetection");
            options.leakDetection = Duration.ZERO;
            return this;
        }

        /** Publishes the pool's meters {@code hikaricp.*}. */
        public Builder meters(MeterRegistry registry) {
            options.once.set("meters");
            options.registry = Objects.requireNonNull(registry, "registry");
            return this;
        }

        /**
         * Connects.
         *
         * @throws io.seaworthy.kernel.config.ConfigurationException with all faults
         */
        public ConnectionPool build() {
            options.validate();
            return new ConnectionPool(options);
        }
    }
}
