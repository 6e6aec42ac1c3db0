package io.seaworthy.auth.apikey;

import io.seaworthy.auth.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** API keys in H2, PostgreSQL or MariaDB. Thread-safe. */
public final class JdbcApiKeyStore implements ApiKeyStore {

    private static final String TABLE = "seaworthy_api_key";
    private static final String COLUMNS =
            "key_id, owner, name, scopes, created_at, expires_at, last_used_at, revoked_at, replaced_by, digest";

    private final Jdbc jdbc;

    private JdbcApiKeyStore(DataSource dataSource) {
        jdbc = Jdbc.over(dataSource);
    }

    /** Opens no connection yet. */
    public static JdbcApiKeyStore of(DataSource dataSource) {
        return new JdbcApiKeyStore(dataSource);
    }

    /**
     * Creates the table where it is missing and brings an older one up to date; any number of nodes may call it at once.
     * With migrations of your own, run the {@code schema} and {@code migration} files of this package in their order.
     */
    public JdbcApiKeyStore createSchema() {
        jdbc.createSchema(JdbcApiKeyStore.class, "schema.sql", "migration-1-replaced-by.sql");
        return this;
    }

    @Override
    public void insert(Stored stored) {
        jdbc.run("keep an API key", session -> insert(session, stored));
    }

    private static int insert(Jdbc.Session session, Stored stored) throws SQLException {
        ApiKey key = stored.key();
        return session.update(
                "INSERT INTO " + TABLE + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.owner(),
                key.name(),
                String.join(" ", new TreeSet<>(key.scopes())),
                key.createdAt().toEpochMilli(),
                key.expiresAt().toEpochMilli(),
                millis(key.lastUsedAt()),
                millis(key.revokedAt()),
                key.replacedBy(),
                stored.digest());
    }

    @Override
    public boolean replace(Stored stored, String replacedId, Instant overlapEnd) {
        return jdbc.inTransaction("rotate an API key", session -> {
            // The row's lock lets one of several callers pass; the others then see the successor that it wrote.
            int replaced = session.update(
                    "UPDATE " + TABLE + " SET expires_at = LEAST(expires_at, CAST(? AS BIGINT)), replaced_by = ?"
                            + " WHERE key_id = ? AND owner = ? AND replaced_by IS NULL AND revoked_at IS NULL",
                    overlapEnd.toEpochMilli(),
                    stored.key().id(),
                    replacedId,
                    stored.key().owner());
            return replaced == 1 && insert(session, stored) == 1;
        });
    }

    @Override
    public @Nullable Stored find(String id) {
        List<Stored> found = jdbc.run(
                "read an API key",
                session -> session.query(
                        "SELECT " + COLUMNS + " FROM " + TABLE + " WHERE key_id = ?", JdbcApiKeyStore::read, id));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<ApiKey> list(String owner) {
        return jdbc
                .run(
                        "list API keys",
                        session -> session.query(
                                "SELECT " + COLUMNS + " FROM " + TABLE
                                        + " WHERE owner = ? AND revoked_at IS NULL ORDER BY created_at DESC, key_id",
                                JdbcApiKeyStore::read,
                                owner))
                .stream()
                .map(Stored::key)
                .toList();
    }

    @Override
    public boolean revoke(String owner, String id, Instant now) {
        return jdbc.run(
                        "revoke an API key",
                        session -> session.update(
                                "UPDATE " + TABLE
                                        + " SET revoked_at = ? WHERE key_id = ? AND owner = ? AND revoked_at IS NULL",
                                now.toEpochMilli(),
                                id,
                                owner))
                == 1;
    }

    @Override
    public int revokeAll(String owner, Instant now) {
        return jdbc.run(
                "revoke API keys",
                session -> session.update(
                        "UPDATE " + TABLE + " SET revoked_at = ? WHERE owner = ? AND revoked_at IS NULL",
                        now.toEpochMilli(),
                        owner));
    }

    @Override
    public void touch(String id, Instant now) {
        jdbc.run(
                "note a use",
                session -> session.update(
                        "UPDATE " + TABLE + " SET last_used_at = ? WHERE key_id = ?", now.toEpochMilli(), id));
    }

    @Override
    public int purge(Instant before) {
        return jdbc.run(
                "purge API keys",
                session -> session.update(
                        "DELETE FROM " + TABLE + " WHERE expires_at < ? OR revoked_at < ?",
                        before.toEpochMilli(),
                        before.toEpochMilli()));
    }

    private static Stored read(ResultSet row) throws SQLException {
        ApiKey key = new ApiKey(
                row.getString("key_id"),
                row.getString("owner"),
                row.getString("name"),
                Set.of(row.getString("scopes").split(" ", -1)),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"),
                row.getString("replaced_by"));
        return new Stored(key, row.getString("digest"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public String toString() {
        return "JdbcApiKeyStore";
    }
}
