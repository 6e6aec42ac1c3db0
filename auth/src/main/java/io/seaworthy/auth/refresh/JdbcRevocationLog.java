package io.seaworthy.auth.refresh;

import io.seaworthy.auth.internal.Jdbc;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.kernel.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The revocation log as a table that grows at its end. Thread-safe. */
final class JdbcRevocationLog implements RevocationLog {

    /**
     * Numbers are given before commit, so an entry may become visible after one with a higher number. A reader therefore
     * waits behind a number that is missing, for as long as its transaction may still be open, counted from when it
     * first saw the gap by its own ticker: the dates are those of other nodes' clocks; and each read looks back this far, for a number that was missing in front of all others.
     */
    private static final long LOOK_BACK = 1_000;

    private static final long LONGEST_TRANSACTION = Duration.ofMinutes(1).toNanos();
    private static final long GAP_REMEMBERED = Duration.ofMinutes(10).toNanos();
    private static final int MOST = 10_000;
    private static final String COLUMNS = "id, kind, revoked_key, revoked_at, forget_at";

    private record Numbered(long id, Revocation revocation) {}

    private final Jdbc jdbc;
    private final Ticker ticker;

    /** When a gap was first seen, by its first number. */
    private final Map<Long, Long> gaps = new ConcurrentHashMap<>();

    JdbcRevocationLog(Jdbc jdbc, Ticker ticker) {
        this.jdbc = jdbc;
        this.ticker = ticker;
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
        List<Numbered> found = jdbc.run(
                "read the revocation log",
                session -> session.query(
                        "SELECT " + COLUMNS + " FROM seaworthy_revocation WHERE id > ? ORDER BY id LIMIT " + MOST,
                        JdbcRevocationLog::read,
                        Math.max(0, position - LOOK_BACK)));
        long last = found.isEmpty() ? position : settled(found, position);
        return new Page(last, found.stream().map(Numbered::revocation).toList());
    }

    /** The last number in front of the first that may still come; of a full page the last, or nobody would get on. */
    private long settled(List<Numbered> found, long position) {
        long now = ticker.nanos();
        gaps.values().removeIf(seen -> now - seen > GAP_REMEMBERED);
        boolean full = found.size() >= MOST;
        boolean waits = false;
        long last = position == 0 ? found.get(0).id() : position;
        long settled = last;
        for (Numbered next : found) {
            if (next.id() <= last) {
                continue;
            }
            // Each gap is noted, also behind one that is waited for: their minutes run side by side.
            if (!full && next.id() > last + 1 && isOpen(last + 1, now)) {
                waits = true;
            }
            last = next.id();
            settled = waits ? settled : last;
        }
        return settled;
    }

    private boolean isOpen(long missing, long now) {
        Long seen = gaps.putIfAbsent(missing, now);
        return seen == null || now - seen <= LONGEST_TRANSACTION;
    }

    @Override
    public int purge(Instant before) {
        return jdbc.run(
                "purge the revocation log",
                session ->
                        session.update("DELETE FROM seaworthy_revocation WHERE forget_at < ?", before.toEpochMilli()));
    }
}
