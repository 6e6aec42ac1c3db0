package io.seaworthy.auth.refresh;

import io.seaworthy.auth.internal.Jdbc;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.kernel.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Families in H2, PostgreSQL or MariaDB, shared by all nodes. A rotation is one statement and one round trip; in MariaDB,
 * whose UPDATE does not answer with rows, a short transaction. Call {@link
 * #createSchema()} at start, or run the {@code schema} and {@code migration} files of this package with your own
 * migrations. Thread-safe.
 */
public final class JdbcRefreshStore implements RefreshStore {

    private static final String COLUMNS =
            "family_id, subject, label, counter, key_id, rotated_1, rotated_2, rotated_3, rotated_4,"
                    + " created_at, idle_expires_at, absolute_expires_at, revoked_at";
    private static final String TABLE = "seaworthy_refresh_family";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE family_id = ?";
    private static final String OF_SUBJECT = " WHERE subject = ? AND revoked_at IS NULL";
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String ADVANCE = "UPDATE " + TABLE
            + " SET counter = counter + 1, key_id = ?, rotated_4 = rotated_3, rotated_3 = rotated_2,"
            + " rotated_2 = rotated_1, rotated_1 = ?, idle_expires_at = LEAST(CAST(? AS BIGINT), absolute_expires_at),"
            + " idle_day = LEAST(CAST(? AS BIGINT), absolute_expires_at) / " + DAY
            + " WHERE family_id = ? AND counter = ? AND revoked_at IS NULL"
            + " AND idle_expires_at > ? AND absolute_expires_at > ?";

    private final Jdbc jdbc;
    private final JdbcRevocationLog log;

    private JdbcRefreshStore(DataSource dataSource, Ticker ticker) {
        jdbc = Jdbc.over(dataSource);
        log = new JdbcRevocationLog(jdbc, ticker);
    }

    /** Opens no connection yet. */
    public static JdbcRefreshStore of(DataSource dataSource) {
        return of(dataSource, Ticker.system());
    }

    /** With the clock of the log's reader. */
    static JdbcRefreshStore of(DataSource dataSource, Ticker ticker) {
        return new JdbcRefreshStore(dataSource, ticker);
    }

    /**
     * Creates the tables where they are missing and brings older ones up to date; any number of nodes may call it at once.
     */
    public JdbcRefreshStore createSchema() {
        jdbc.createSchema(JdbcRefreshStore.class, "schema.sql", "migration-1-idle-day.sql");
        return this;
    }

    @Override
    public void insert(RefreshFamily family) {
        jdbc.run(
                "open a session",
                session -> session.update(
                        "INSERT INTO " + TABLE
                                + " (family_id, subject, label, counter, key_id, created_at, idle_expires_at,"
                                + " idle_day, absolute_expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        family.id(),
                        family.subject(),
                        family.label(),
                        family.counter(),
                        family.keyId(),
                        family.createdAt().toEpochMilli(),
                        family.idleExpiry().toEpochMilli(),
                        family.idleExpiry().toEpochMilli() / DAY,
                        family.absoluteExpiry().toEpochMilli()));
    }

    @Override
    public @Nullable RefreshFamily advance(
            String familyId, long counter, String keyId, Instant now, Instant idleExpiry) {
        long at = now.toEpochMilli();
        long idle = idleExpiry.toEpochMilli();
        Object[] values = {keyId, at, idle, idle, familyId, counter, at, at};
        if (jdbc.returnsUpdatedRows()) {
            return first(jdbc.run(
                    "rotate a session", session -> session.change(ADVANCE, COLUMNS, JdbcRefreshStore::read, values)));
        }
        // The row is locked from the UPDATE to the commit, so it is read as it was left.
        return first(jdbc.inTransaction(
                "rotate a session",
                session -> session.update(ADVANCE, values) == 1
                        ? session.query(SELECT, JdbcRefreshStore::read, familyId)
                        : List.of()));
    }

    @Override
    public @Nullable RefreshFamily find(String familyId) {
        return first(jdbc.run("read a session", session -> session.query(SELECT, JdbcRefreshStore::read, familyId)));
    }

    @Override
    public boolean rename(String familyId, String subject, @Nullable String label, Instant now) {
        // Counts rows that were found: MariaDB's client does so for those, too, which the label does not change.
        return jdbc.run(
                "name a session",
                session -> session.update(
                                "UPDATE " + TABLE + " SET label = ? WHERE family_id = ? AND subject = ?"
                                        + " AND revoked_at IS NULL AND idle_expires_at > ?",
                                label,
                                familyId,
                                subject,
                                now.toEpochMilli())
                        == 1);
    }

    @Override
    public boolean revoke(String familyId, Instant now, Instant until) {
        return jdbc.inTransaction("end a session", session -> {
            int ended = session.update(
                    "UPDATE " + TABLE + " SET revoked_at = ? WHERE family_id = ? AND revoked_at IS NULL",
                    now.toEpochMilli(),
                    familyId);
            if (ended == 1) {
                JdbcRevocationLog.append(session, new Revocation(Revocation.Kind.SESSION, familyId, now, until));
            }
            return ended == 1;
        });
    }

    @Override
    public List<String> revokeAll(String subject, Instant now, Instant until) {
        return jdbc.inTransaction("end the sessions of a subject", session -> {
            List<String> ended = end(session, subject, now.toEpochMilli());
            for (String id : ended) {
                JdbcRevocationLog.append(session, new Revocation(Revocation.Kind.SESSION, id, now, until));
            }
            return ended;
        });
    }

    private List<String> end(Jdbc.Session session, String subject, long now) throws SQLException {
        String update = "UPDATE " + TABLE + " SET revoked_at = ?" + OF_SUBJECT;
        Jdbc.Row<String> id = row -> row.getString(1);
        if (jdbc.returnsUpdatedRows()) {
            return session.change(update, "family_id", id, now, subject);
        }
        String lock = "SELECT family_id FROM " + TABLE + OF_SUBJECT + " FOR UPDATE";
        List<String> alive = session.query(lock, id, subject);
        session.update(update, now, subject);
        return alive;
    }

    @Override
    public List<RefreshFamily> list(String subject, Instant now) {
        long at = now.toEpochMilli();
        return jdbc.run(
                "list sessions",
                session -> session.query(
                        "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE subject = ? AND revoked_at IS NULL"
                                + " AND idle_expires_at > ? ORDER BY created_at DESC, family_id",
                        JdbcRefreshStore::read,
                        subject,
                        at));
    }

    @Override
    public int purge(Instant before) {
        return jdbc.run(
                "purge sessions",
                session -> session.update(
                        "DELETE FROM " + TABLE + " WHERE idle_day <= ? AND idle_expires_at < ?",
                        before.toEpochMilli() / DAY,
                        before.toEpochMilli()));
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    private static @Nullable RefreshFamily first(List<RefreshFamily> found) {
        return found.isEmpty() ? null : found.get(0);
    }

    private static RefreshFamily read(ResultSet row) throws SQLException {
        List<Instant> rotations = new ArrayList<>();
        for (int i = 1; i <= RefreshFamily.REMEMBERED; i++) {
            Instant at = instant(row, "rotated_" + i);
            if (at != null) {
                rotations.add(at);
            }
        }
        return new RefreshFamily(
                row.getString("family_id"),
                row.getString("subject"),
                row.getString("label"),
                row.getLong("counter"),
                row.getString("key_id"),
                rotations,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("idle_expires_at")),
                Instant.ofEpochMilli(row.getLong("absolute_expires_at")),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public String toString() {
        return "JdbcRefreshStore";
    }
}
