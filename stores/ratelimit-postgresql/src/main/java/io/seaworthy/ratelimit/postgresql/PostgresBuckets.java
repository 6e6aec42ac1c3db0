package io.seaworthy.ratelimit.postgresql;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.ratelimit.Bucket4jLimitStore;
import io.seaworthy.ratelimit.Bucket4jStoreBuilder;
import io.seaworthy.ratelimit.OutagePolicy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Buckets in a table of PostgreSQL, shared by all nodes of a service, for who has a database and no Redis.
 *
 * <pre>{@code
 * PostgresBuckets buckets = PostgresBuckets.in(dataSource).createTable();
 * LimitStore store = buckets.store(OutagePolicy.countLocally(local)).deadline(Duration.ofMillis(50)).build();
 * scheduler.scheduleWithFixedDelay(() -> buckets.removeExpired(1_000), 1, 1, TimeUnit.MINUTES);
 * }</pre>
 *
 * <p>A decision locks its row, so the bound is exact whatever the isolation level. It is a {@link Bucket4jLimitStore}
 * with all that this promises, except that each charge is a transaction of its own.
 *
 * <p>What it does not do: it sweeps nothing by itself, and it cannot interrupt a driver that hangs; give the pool a
 * connection timeout near the deadline, and the driver a {@code socketTimeout} of some seconds. Names and addresses are
 * not stored. Thread-safe; the data source is its owner's.
 */
public final class PostgresBuckets {

    private static final String DEFAULT_TABLE = "seaworthy_limits";
    private static final int LONGEST_NAME = 63;

    /** How long a full bucket stays, so that clocks may differ by that much. */
    private static final Duration KEEP = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final String table;
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> manager;

    private PostgresBuckets(DataSource dataSource, String table, TimeMeter clock) {
        Faults faults = Faults.in("PostgresBuckets");
        faults.check(isName(table), "table", table, "malformed", "1 to 63 lower-case letters, digits and underscores");
        faults.throwIfAny();
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.table = table;
        manager = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table(table)
                .clientClock(clock)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEEP))
                .build();
    }

    private static boolean isName(String table) {
        return !table.isEmpty()
                && table.length() <= LONGEST_NAME
                && table.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
                && !Character.isDigit(table.charAt(0));
    }

    /** In the table {@code seaworthy_limits}. */
    public static PostgresBuckets in(DataSource dataSource) {
        return in(dataSource, DEFAULT_TABLE);
    }

    /**
     * In a table of another name.
     *
     * @param table 1 to 63 lower-case letters, digits and underscores, no digit first. Prohibited: a schema, quotes.
     */
    public static PostgresBuckets in(DataSource dataSource, String table) {
        return new PostgresBuckets(dataSource, table, TimeMeter.SYSTEM_MILLISECONDS);
    }

    static PostgresBuckets in(DataSource dataSource, String table, TimeMeter clock) {
        return new PostgresBuckets(dataSource, table, clock);
    }

    /**
     * Creates the table and its index unless they exist. {@code UNLOGGED}: after a crash of the database all buckets are
     * full, and every decision is that much cheaper.
     */
    public PostgresBuckets createTable() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNLOGGED TABLE IF NOT EXISTS " + table
                    + " (id VARCHAR(200) PRIMARY KEY, state BYTEA, expires_at BIGINT)");
            statement.execute("CREATE INDEX IF NOT EXISTS " + table + "_expiry ON " + table + " (expires_at)");
        }
        return this;
    }

    /** Options for a store in this table. */
    public Bucket4jStoreBuilder store(OutagePolicy onOutage) {
        return Bucket4jLimitStore.builder(
                manager.<byte[]>withMapper(name -> new String(name, StandardCharsets.US_ASCII)), onOutage);
    }

    /**
     * Deletes buckets that have been full for a while; call it every minute.
     *
     * @param most how many at a time
     * @return how many
     */
    public int removeExpired(int most) {
        return manager.removeExpired(most);
    }

    @Override
    public String toString() {
        return "PostgresBuckets[" + table + "]";
    }
}
