package io.seaworthy.auth.password;

import io.seaworthy.auth.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reset tokens in H2 or PostgreSQL. Thread-safe. */
public final class JdbcResetStore implements ResetStore {

    private static final String COLUMNS = "subject, expires_at";

    private final Jdbc jdbc;

    private JdbcResetStore(DataSource dataSource) {
        jdbc = Jdbc.over(dataSource);
    }

    /** Opens no connection yet. */
    public static JdbcResetStore of(DataSource dataSource) {
        return new JdbcResetStore(dataSource);
    }

    /** Creates the table where it is missing; any number of nodes may call it at once. */
    public JdbcResetStore createSchema() {
        jdbc.createSchema(JdbcResetStore.class, "schema.sql");
        return this;
    }

    @Override
    public void insert(String digest, Pending pending) {
        jdbc.run(
                "keep a reset token",
                session -> session.update(
                        "INSERT INTO seaworthy_password_reset (token_digest, subject, expires_at) VALUES (?, ?, ?)",
                        digest,
                        pending.subject(),
                        pending.expiresAt().toEpochMilli()));
    }

    @Override
    public @Nullable Pending find(String digest) {
        List<Pending> found = jdbc.run(
                "read a reset token",
                session -> session.query(
                        "SELECT " + COLUMNS + " FROM seaworthy_password_reset WHERE token_digest = ?",
                        JdbcResetStore::read,
                        digest));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable Pending take(String digest) {
        List<Pending> taken = jdbc.inTransaction("redeem a reset token", session -> {
            List<Pending> removed = session.change(
                    "DELETE FROM seaworthy_password_reset WHERE token_digest = ?",
                    COLUMNS,
                    JdbcResetStore::read,
                    digest);
            for (Pending pending : removed) {
                session.update("DELETE FROM seaworthy_password_reset WHERE subject = ?", pending.subject());
            }
            return removed;
        });
        return taken.isEmpty() ? null : taken.get(0);
    }

    @Override
    public int purge(Instant before) {
        return jdbc.run(
                "purge reset tokens",
                session -> session.update(
                        "DELETE FROM seaworthy_password_reset WHERE expires_at < ?", before.toEpochMilli()));
    }

    private static Pending read(ResultSet row) throws SQLException {
        return new Pending(row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
    }

    @Override
    public String toString() {
        return "JdbcResetStore";
    }
}
