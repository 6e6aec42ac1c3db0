package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wait behind a missing number, whatever the clocks of those who wrote say. */
class RevocationGapTest {

    private final AtomicLong nanos = new AtomicLong();
    private final DataSource source = Databases.h2();
    private final RevocationLog log =
            JdbcRefreshStore.of(source, nanos::get).createSchema().revocationLog();

    @BeforeEach
    void moveTheTicker() {
        nanos.set(-5);
    }

    private void insert(long id, String key, Instant at) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO seaworthy_revocation (id, kind, revoked_key, revoked_at, forget_at)"
                    + " VALUES (" + id + ", 'TOKEN', '" + key + "', " + at.toEpochMilli() + ", "
                    + at.plus(Duration.ofDays(2)).toEpochMilli() + ")");
        }
    }

    /** How many seconds the writers' clocks are ahead of the reader's. */
    @ParameterizedTest
    @ValueSource(ints = {-70, 0, 86_400})
    void gapIsWaitedForByTheReadersTicker_whateverDateIsBehindIt(int ahead) throws SQLException {
        Instant at = Instant.now().plusSeconds(ahead);
        for (int id = 1; id <= 1_200; id++) {
            if (id != 11 && id != 500) {
                insert(id, "k" + id, at);
            }
        }
        assertThat(log.after(0).position()).isEqualTo(10);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(log.after(10).position()).isEqualTo(10);

        insert(11, "late", at);
        RevocationLog.Page page = log.after(10);

        assertThat(page.revocations()).extracting(Revocation::key).contains("late");
        assertThat(page.position()).isEqualTo(499);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(log.after(499).position())
                .as("a minute after both were seen first")
                .isEqualTo(1_200);
    }
}
