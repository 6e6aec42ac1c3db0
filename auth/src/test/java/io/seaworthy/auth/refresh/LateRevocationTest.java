package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that stood still between its number and its commit, while others wrote more than a reader looks back. */
class LateRevocationTest {

    static Stream<Arguments> databases() {
        return Stream.of(
                Arguments.arguments("H2", (Supplier<DataSource>) Databases::h2),
                Arguments.arguments("PostgreSQL", (Supplier<DataSource>) Databases::postgres));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void entryThatIsCommittedLate_isSeen(String name, Supplier<DataSource> database) throws SQLException {
        DataSource source = database.get();
        RevocationLog log = JdbcRefreshStore.of(source).createSchema().revocationLog();
        log.append(revocation("first"));
        long position;
        try (Connection slow = source.getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO seaworthy_revocation (kind, revoked_key, revoked_at, forget_at)"
                    + " VALUES ('TOKEN', 'late', 0, " + Long.MAX_VALUE / 1_000_000 + ")");
            for (int i = 0; i < 1_500; i++) {
                log.append(revocation("other " + i));
            }
            position = log.after(0).position();
            assertThat(log.after(position).revocations())
                    .extracting(Revocation::key)
                    .doesNotContain("late");
            slow.commit();
            slow.setAutoCommit(true);
        }

        RevocationLog.Page page = log.after(position);

        assertThat(page.revocations()).extracting(Revocation::key).contains("late");
        assertThat(page.position()).isEqualTo(1_502);
    }

    private static Revocation revocation(String key) {
        Instant now = Instant.now();
        return new Revocation(Revocation.Kind.TOKEN, key, now, now.plusSeconds(660));
    }
}
