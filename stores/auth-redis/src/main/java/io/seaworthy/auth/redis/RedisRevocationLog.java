package io.seaworthy.auth.redis;

import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The log as a sorted set, numbered in the step that adds an entry, so that a reader never misses one. Thread-safe. */
final class RedisRevocationLog implements RevocationLog {

    private final Link link;

    RedisRevocationLog(Link link) {
        this.link = link;
    }

    @Override
    public void append(Revocation revocation) {
        link.<Long>run(
                Script.LOG_APPEND,
                revocation.kind(),
                revocation.key(),
                revocation.at().toEpochMilli(),
                revocation.until().toEpochMilli());
    }

    @Override
    public Page after(long position) {
        List<String> entries = link.run(Script.LOG_AFTER, position);
        String last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        return new Page(
                last == null ? position : Long.parseLong(last.substring(0, last.indexOf(' '))),
                entries.stream().map(RedisRevocationLog::read).toList());
    }

    @Override
    public List<Revocation> naming(Collection<String> keys) {
        List<String> entries = link.run(Script.LOG_NAMING, keys.toArray());
        return entries.stream().map(RedisRevocationLog::read).toList();
    }

    @Override
    public int purge(Instant before) {
        return RedisRefreshStore.purge(link, Script.LOG_PURGE, before);
    }

    private static Revocation read(String entry) {
        String[] parts = entry.split(" ", 5);
        return new Revocation(
                Revocation.Kind.valueOf(parts[1]),
                parts[4],
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                Instant.ofEpochMilli(Long.parseLong(parts[3])));
    }
}
