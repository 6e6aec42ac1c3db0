package io.seaworthy.auth.refresh;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Families in this process: for tests and single-node development; a restart ends all sessions. A family goes by itself a
 * day after it expired, what the log has of it as soon as it no longer matters. Thread-safe.
 */
public final class InMemoryRefreshStore implements RefreshStore {

    private static final Duration KEEP = Duration.ofDays(1);

    private final Map<String, RefreshFamily> families;
    private final Log log = new Log();

    private InMemoryRefreshStore(Ticker ticker) {
        Cache<String, RefreshFamily> cache = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, RefreshFamily>writing((id, family) -> left(family)))
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build();
        families = cache.asMap();
    }

    public static InMemoryRefreshStore create() {
        return create(Ticker.system());
    }

    static InMemoryRefreshStore create(Ticker ticker) {
        return new InMemoryRefreshStore(ticker);
    }

    /** From its last use; a name given or a revocation counts as one, so a family stays rather too long. */
    private static Duration left(RefreshFamily family) {
        Instant used = family.rotations().isEmpty()
                ? family.createdAt()
                : family.rotations().get(0);
        return Duration.between(used, family.idleExpiry()).plus(KEEP);
    }

    @Override
    public synchronized void insert(RefreshFamily family) {
        if (families.putIfAbsent(family.id(), family) != null) {
            throw new IllegalStateException("There is such a family already");
        }
    }

    @Override
    public synchronized @Nullable RefreshFamily advance(
            String familyId, long counter, String keyId, Instant now, Instant idleExpiry) {
        RefreshFamily old = families.get(familyId);
        if (old == null || old.counter() != counter || !old.isAlive(now)) {
            return null;
        }
        List<Instant> rotations = new ArrayList<>(old.rotations());
        rotations.add(0, now);
        if (rotations.size() > RefreshFamily.REMEMBERED) {
            rotations.remove(RefreshFamily.REMEMBERED);
        }
        RefreshFamily next = new RefreshFamily(
                old.id(),
                old.subject(),
                old.label(),
                counter + 1,
                keyId,
                rotations,
                old.createdAt(),
                idleExpiry.isBefore(old.absoluteExpiry()) ? idleExpiry : old.absoluteExpiry(),
                old.absoluteExpiry(),
                null);
        families.put(familyId, next);
        return next;
    }

    @Override
    public synchronized @Nullable RefreshFamily find(String familyId) {
        return families.get(familyId);
    }

    @Override
    public synchronized boolean rename(String familyId, String subject, @Nullable String label, Instant now) {
        RefreshFamily old = families.get(familyId);
        if (old == null || !old.subject().equals(subject) || !old.isAlive(now)) {
            return false;
        }
        families.put(familyId, copy(old, label, null));
        return true;
    }

    @Override
    public synchronized boolean revoke(String familyId, Instant now, Instant until) {
        RefreshFamily old = families.get(familyId);
        if (old == null || old.revokedAt() != null) {
            return false;
        }
        families.put(familyId, copy(old, old.label(), now));
        log.append(new Revocation(Revocation.Kind.SESSION, familyId, now, until));
        return true;
    }

    private static RefreshFamily copy(RefreshFamily old, @Nullable String label, @Nullable Instant revokedAt) {
        return new RefreshFamily(
                old.id(),
                old.subject(),
                label,
                old.counter(),
                old.keyId(),
                old.rotations(),
                old.createdAt(),
                old.idleExpiry(),
                old.absoluteExpiry(),
                revokedAt);
    }

    @Override
    public synchronized List<String> revokeAll(String subject, Instant now, Instant until) {
        List<String> ended = families.values().stream()
                .filter(family -> family.subject().equals(subject) && family.revokedAt() == null)
                .map(RefreshFamily::id)
                .toList();
        ended.forEach(id -> revoke(id, now, until));
        return ended;
    }

    @Override
    public synchronized List<RefreshFamily> list(String subject, Instant now) {
        return families.values().stream()
                .filter(family -> family.subject().equals(subject) && family.isAlive(now))
                .sorted(Comparator.comparing(RefreshFamily::createdAt)
                        .reversed()
                        .thenComparing(RefreshFamily::id))
                .toList();
    }

    @Override
    public synchronized int purge(Instant before) {
        List<String> past = families.values().stream()
                .filter(family -> family.idleExpiry().isBefore(before))
                .map(RefreshFamily::id)
                .toList();
        past.forEach(families::remove);
        return past.size();
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    private static final class Log implements RevocationLog {

        private final Map<Long, Revocation> entries = new LinkedHashMap<>();
        private long last;

        @Override
        public synchronized void append(Revocation revocation) {
            Iterator<Revocation> oldest = entries.values().iterator();
            // By the newest entry's time: no clock of our own may differ from the service's.
            while (oldest.hasNext() && oldest.next().until().isBefore(revocation.at())) {
                oldest.remove();
            }
            entries.put(++last, revocation);
        }

        @Override
        public synchronized Page after(long position) {
            List<Revocation> found = entries.entrySet().stream()
                    .filter(entry -> entry.getKey() > position)
                    .map(Map.Entry::getValue)
                    .toList();
            return new Page(last, found);
        }

        @Override
        public synchronized List<Revocation> naming(Collection<String> keys) {
            return entries.values().stream()
                    .filter(entry -> keys.contains(entry.key()))
                    .toList();
        }

        @Override
        public synchronized int purge(Instant before) {
            int size = entries.size();
            entries.values().removeIf(entry -> entry.until().isBefore(before));
            return size - entries.size();
        }
    }
}
