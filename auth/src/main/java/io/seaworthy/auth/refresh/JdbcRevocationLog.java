package io.seaworthy.auth.refresh;

import io.seaworthy.auth.internal.Jdbc;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.kernel.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The revocation log as a table that grows at its end. Thread-safe. */
final class JdbcRevocationLog implements RevocationLog {

    private static final int MOST = 10_000;
    private static final String COLUMNS = "id, kind, revoked_key, revoked_at, forget_at";

    private record Numbered(long id, Revocation revocation) {}

    private final Jdbc jdbc;
    private final RevocationGaps gaps;

    JdbcRevocationLog(Jdbc jdbc, Ticker ticker) {
        this.jdbc = jdbc;
        gaps = new RevocationGaps(ticker);
    }

    static void append(Jdbc.Session session, Revocation revocation) throws SQLException {
        session.update(
                "INSERT INTO seaworthy_revocation (kind, revoked_key, revoked_at, forget_at) VALUES (?, ?, ?, ?)",
                revocation.kind().name(),
                revocation.key(),
                revocation.at().toEpochMilli(),
                revocation.until().toEpochMilli());
    }

    @Override
    public void append(Revocation revocation) {
        jdbc.inTransaction("log a revocation", session -> {
            append(session, revocation);
            return true;
        });
    }

    private static Numbered read(ResultSet row) throws SQLException {
        return new Numbered(
                row.getLong(1),
                new Revocation(
                        Revocation.Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5))));
    }

    @Override
    public List<Revocation> naming(Collection<String> keys) {
        String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
        return jdbc
                .run(
                        "ask the revocation log",
                        session -> session.query(
                                "SELECT " + COLUMNS + " FROM seaworthy_revocation WHERE revoked_key IN (" + places
                                        + ")",
                                JdbcRevocationLog::read,
                                keys.toArray()))
                .stream()
                .map(Numbered::revocation)
                .toList();
    }

    @Override
    public Page after(long position) {
        List<Numbered> found = new ArrayList<>();
        for (RevocationGaps.Range gap : gaps.open()) {
            found.addAll(between(gap.first(), gap.last()));
        }
        List<Numbered> behind = between(position + 1, Long.MAX_VALUE);
        long from = position;
        if (behind.isEmpty() && highest() < position) {
            // A database that was restored gives numbers again that were read before.
            behind = between(1, Long.MAX_VALUE);
            from = 0;
        }
        found.addAll(behind);
        long last = gaps.note(from, behind.stream().map(Numbered::id).toList());
        return new Page(last, found.stream().map(Numbered::revocation).toList());
    }

    private long highest() {
        return jdbc.run(
                        "read the revocation log",
                        session -> session.query(
                                "SELECT COALESCE(MAX(id), 0) FROM seaworthy_revocation", row -> row.getLong(1)))
                .get(0);
    }

    private List<Numbered> between(long first, long last) {
        return jdbc.run(
                "read the revocation log",
                session -> session.query(
                        "SELECT " + COLUMNS + " FROM seaworthy_revocation WHERE id BETWEEN ? AND ? ORDER BY id LIMIT "
                                + MOST,
                        JdbcRevocationLog::read,
                        first,
                        last));
    }

    @Override
    public int purge(Instant before) {
        return jdbc.run(
                "purge the revocation log",
                session ->
                        session.update("DELETE FROM seaworthy_revocation WHERE forget_at < ?", before.toEpochMilli()));
    }
}
