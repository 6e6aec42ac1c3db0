package io.seaworthy.auth.redis;

import io.lettuce.core.RedisURI;
import io.seaworthy.auth.refresh.RefreshFamily;
import io.seaworthy.auth.refresh.RefreshStore;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Session families and the revocation log in Redis, shared by all nodes of a service.
 *
 * <pre>{@code
 * RedisRefreshStore store = RedisRefreshStore.of("redis://sessions.internal");
 * Revocations revocations = Revocations.following(store.revocationLog(), WhenStale.REFUSE_TOKENS).start();
 * }</pre>
 *
 * <p>Each step is one script, so it happens as a whole or not at all, and one round trip. Nothing waits longer than the
 * deadline (1 s unless set otherwise) for Redis; a failure is a {@link io.seaworthy.auth.StoreException}. The service
 * starts while Redis is away.
 *
 * <p>What it does not do: it keeps sessions as safely as that Redis does. Without an append-only file a restart ends all
 * sessions; with replicas, whose copies are late, a failover may bring a revoked session back. It speaks to a single
 * server, not to a cluster. Close it when the service stops. Thread-safe.
 */
public final class RedisRefreshStore implements RefreshStore, AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final String PREFIX = "seaworthy:auth:";
    private static final int AT_ONCE = 1_000;

    /** A family outlives its end in Redis by this much, so that clocks may differ. */
    private static final Duration KEEP = Duration.ofDays(2);

    private final Link link;
    private final RedisRevocationLog log;

    private RedisRefreshStore(Link link) {
        this.link = link;
        log = new RedisRevocationLog(link);
    }

    /**
     * A store with the defaults.
     *
     * @param uri {@code redis://host:port/database} or {@code rediss://} for TLS, with credentials if need be
     */
    public static RedisRefreshStore of(String uri) {
        return builder(uri).build();
    }

    /** Options for a store. */
    public static Builder builder(String uri) {
        return new Builder(uri);
    }

    @Override
    public void insert(RefreshFamily family) {
        List<Object> values = new ArrayList<>(List.of(
                family.id(),
                family.subject(),
                family.createdAt().toEpochMilli(),
                family.idleExpiry().toEpochMilli(),
                family.absoluteExpiry().toEpochMilli(),
                // Relative to Redis's own clock: a clock that is wrong here ends no session there.
                Duration.between(family.createdAt(), family.absoluteExpiry())
                        .plus(KEEP)
                        .toMillis()));
        values.addAll(FamilyFields.of(family));
        if (link.<Long>run(Script.INSERT, values.toArray()) != 1) {
            throw new IllegalStateException("There is such a family already");
        }
    }

    @Override
    public @Nullable RefreshFamily advance(
            String familyId, long counter, String keyId, Instant now, Instant idleExpiry) {
        return FamilyFields.read(
                link.run(Script.ADVANCE, familyId, counter, keyId, now.toEpochMilli(), idleExpiry.toEpochMilli()));
    }

    @Override
    public @Nullable RefreshFamily find(String familyId) {
        return FamilyFields.read(link.run(Script.FIND, familyId));
    }

    @Override
    public boolean rename(String familyId, String subject, @Nullable String label, Instant now) {
        // An empty text removes the name: no label is empty.
        String name = label == null ? "" : label;
        return link.<Long>run(Script.RENAME, familyId, subject, name, now.toEpochMilli()) == 1;
    }

    @Override
    public boolean revoke(String familyId, Instant now, Instant until) {
        return link.<Long>run(Script.REVOKE, familyId, now.toEpochMilli(), until.toEpochMilli()) == 1;
    }

    @Override
    public List<String> revokeAll(String subject, Instant now, Instant until) {
        return link.run(Script.REVOKE_ALL, subject, now.toEpochMilli(), until.toEpochMilli());
    }

    @Override
    public List<RefreshFamily> list(String subject, Instant now) {
        List<List<String>> found = link.run(Script.LIST, subject, now.toEpochMilli());
        return found.stream()
                .map(fields -> Objects.requireNonNull(FamilyFields.read(fields)))
                .toList();
    }

    @Override
    public int purge(Instant before) {
        return purge(link, Script.PURGE, before);
    }

    /** In small steps: Redis does nothing else during each. */
    static int purge(Link link, Script script, Instant before) {
        int all = 0;
        long purged;
        do {
            purged = link.<Long>run(script, before.toEpochMilli());
            all += (int) purged;
        } while (purged == AT_ONCE);
        return all;
    }

    @Override
    public RevocationLog revocationLog() {
        return log;
    }

    /** Closes the connection; later calls fail. */
    @Override
    public void close() {
        link.close();
    }

    /** Names no host and no credentials. */
    @Override
    public String toString() {
        return "RedisRefreshStore";
    }

    /** Collects options, each at most once; not thread-safe. */
    public static final class Builder {

        private final String uri;
        private @Nullable Duration deadline;
        private @Nullable String keyPrefix;

        private Builder(String uri) {
            this.uri = Objects.requireNonNull(uri, "uri");
        }

        /** How long a step may take, 1 s by default. Permitted: 10 ms to 10 s. Prohibited: 0. */
        public Builder deadline(Duration deadline) {
            once(this.deadline, "deadline");
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /** What the keys in Redis begin with, {@code seaworthy:auth:} by default. Prohibited: blanks. */
        public Builder keyPrefix(String keyPrefix) {
            once(this.keyPrefix, "keyPrefix");
            this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
            return this;
        }

        private static void once(@Nullable Object present, String option) {
            if (present != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        /** The store; Redis need not be there. Names every fault, none with the URI, which may hold a password. */
        public RedisRefreshStore build() {
            Duration wait = deadline == null ? DEADLINE : deadline;
            String prefix = keyPrefix == null ? PREFIX : keyPrefix;
            RedisURI parsed = parsed(uri);
            Faults faults = Faults.in("RedisRefreshStore");
            faults.check(parsed != null, "uri", null, "malformed", "redis://host:port or rediss://host:port");
            faults.check(
                    wait.toMillis() >= 10 && wait.compareTo(Duration.ofSeconds(10)) <= 0,
                    "deadline",
                    wait.toString(),
                    "out_of_range",
                    "10 ms to 10 s");
            faults.check(
                    prefix.chars().allMatch(c -> c > 0x20 && c < 0x7f),
                    "keyPrefix",
                    prefix,
                    "malformed",
                    "printable ASCII without blanks");
            faults.throwIfAny();
            return new RedisRefreshStore(new Link(Objects.requireNonNull(parsed), wait, prefix, Ticker.system()));
        }

        private static @Nullable RedisURI parsed(String uri) {
            try {
                return uri.startsWith("redis://") || uri.startsWith("rediss://") ? RedisURI.create(uri) : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
