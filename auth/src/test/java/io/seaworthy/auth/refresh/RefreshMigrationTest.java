package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.MariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of before the day of the idle expiry was kept, with a session in it. */
class RefreshMigrationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant IDLE = NOW.plus(Duration.ofDays(1));

    static Stream<Arguments> databases() {
        return Stream.of(
                Arguments.arguments("H2", (Supplier<DataSource>) Databases::h2),
                Arguments.arguments("PostgreSQL", (Supplier<DataSource>) Databases::postgres),
                Arguments.arguments("MariaDB", (Supplier<DataSource>) MariaDb::database));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void olderTable_isBroughtUpToDateAndKeepsItsSessions(String name, Supplier<DataSource> database)
            throws SQLException {
        DataSource source = database.get();
        RefreshFamily family =
                new RefreshFamily("AAAAAAAAAAAAAAAAAAAAAA", "user-1", null, 0, "k1", List.of(), NOW, IDLE, IDLE, null);
        JdbcRefreshStore.of(source).createSchema().insert(family);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            String table = name.equals("MariaDB") ? " ON seaworthy_refresh_family" : "";
            statement.execute("DROP INDEX seaworthy_refresh_family_idle_day" + table);
            statement.execute("ALTER TABLE seaworthy_refresh_family DROP COLUMN idle_day");
            statement.execute(
                    "CREATE INDEX seaworthy_refresh_family_expiry ON seaworthy_refresh_family (idle_expires_at)");
        }

        JdbcRefreshStore store = JdbcRefreshStore.of(source).createSchema().createSchema();

        assertThat(store.find(family.id())).isEqualTo(family);
        assertThat(store.purge(IDLE)).isZero();
        assertThat(store.purge(IDLE.plusMillis(1))).isEqualTo(1);
    }
}
