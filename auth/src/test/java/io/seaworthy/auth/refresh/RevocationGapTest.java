package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that is missing is looked for again, whatever the clocks of those who wrote say, and nothing else is. */
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

    private List<String> keysAfter(long position) {
        return log.after(position).revocations().stream().map(Revocation::key).toList();
    }

    /** How many seconds the writers' clocks are ahead of the reader's. */
    @ParameterizedTest
    @ValueSource(ints = {-70, 0, 86_400})
    void missingNumber_isLookedForAMinuteByTheReadersTicker(int ahead) throws SQLException {
        Instant at = Instant.now().plusSeconds(ahead);
        for (int id = 1; id <= 1_200; id++) {
            if (id != 11 && id != 500) {
                insert(id, "k" + id, at);
            }
        }
        assertThat(log.after(0).position()).isEqualTo(1_200);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        insert(11, "late", at);

        assertThat(keysAfter(1_200)).as("and nothing that was read before").containsExactly("late");
        assertThat(keysAfter(1_200))
                .as("by every reader until the minute is over")
                .containsExactly("late");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        insert(500, "too late", at);
        assertThat(keysAfter(1_200)).isEmpty();
        assertThat(keysAfter(0)).as("a reader that starts now").contains("late", "too late");
    }

    @Test
    void numberInFrontOfTheFirst_isLookedFor() throws SQLException {
        insert(2, "second", Instant.now());
        assertThat(log.after(0).position()).isEqualTo(2);

        insert(1, "first", Instant.now());

        assertThat(keysAfter(2)).containsExactly("first");
    }

    /** More than the reader takes at once: what is missing in front of a full page is looked for all the same. */
    @Test
    void gapBehindWhichPagesAreFull_isLookedFor() throws SQLException {
        execute("INSERT INTO seaworthy_revocation (id, kind, revoked_key, revoked_at, forget_at)"
                + " SELECT x, 'TOKEN', 'k' || x, 0, 9000000000000 FROM SYSTEM_RANGE(1, 25000) WHERE x <> 1001");
        long position = 0;
        for (int page = 0; page < 4; page++) {
            position = log.after(position).position();
        }
        assertThat(position).isEqualTo(25_000);

        insert(1_001, "late", Instant.now());

        assertThat(keysAfter(position)).containsExactly("late");
    }

    /** The table is from a copy, and its numbers begin again where the copy was made. */
    @Test
    void restoredDatabase_isReadFromItsBeginning() throws SQLException {
        for (int id = 1; id <= 5; id++) {
            insert(id, "k" + id, Instant.now());
        }
        assertThat(log.after(0).position()).isEqualTo(5);
        execute("DELETE FROM seaworthy_revocation WHERE id > 3");

        assertThat(log.after(5).position()).isEqualTo(3);
        insert(4, "again", Instant.now());

        assertThat(keysAfter(3)).containsExactly("again");
        execute("DELETE FROM seaworthy_revocation");
        assertThat(log.after(4).position()).isZero();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void failedRead_losesNothing() throws SQLException {
        insert(1, "first", Instant.now());
        insert(3, "third", Instant.now());
        long position = log.after(0).position();
        rename("seaworthy_revocation", "elsewhere");
        assertThatThrownBy(() -> log.after(position)).isInstanceOf(StoreException.class);
        rename("elsewhere", "seaworthy_revocation");
        insert(2, "second", Instant.now());
        insert(5, "fifth", Instant.now());

        RevocationLog.Page page = log.after(position);

        assertThat(page.revocations()).extracting(Revocation::key).containsExactly("second", "fifth");
        insert(4, "fourth", Instant.now());
        assertThat(keysAfter(page.position())).containsExactlyInAnyOrder("second", "fourth");
    }

    private void rename(String from, String to) throws SQLException {
        execute("ALTER TABLE " + from + " RENAME TO " + to);
    }

    /** A database whose numbers go up by two has as many gaps as entries: they are looked for in a few reads. */
    @Test
    void manyGaps_areLookedForTogether() {
        RevocationGaps gaps = new RevocationGaps(nanos::get);
        List<Long> odd = LongStream.range(0, 1_000).mapToObj(i -> 2 * i + 1).toList();

        assertThat(gaps.note(0, odd)).isEqualTo(1_999);

        List<RevocationGaps.Range> open = gaps.open();
        assertThat(open).hasSizeLessThanOrEqualTo(16);
        for (long missing = 2; missing < 1_999; missing += 2) {
            long number = missing;
            assertThat(open).anyMatch(range -> range.first() <= number && number <= range.last());
        }
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(gaps.open()).isEmpty();
    }
}
