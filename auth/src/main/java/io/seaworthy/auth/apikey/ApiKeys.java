package io.seaworthy.auth.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.apikey.ApiKeyCreation.Fault;
import io.seaworthy.auth.apikey.ApiKeyStore.Stored;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.internal.Visible;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * API keys with least privilege: each has scopes, an end and an owner; the text is shown once and kept as a digest only.
 *
 * <p>A text with a wrong checksum costs no look into the store. A key that was read is kept for a few seconds (5 s by
 * default): a revocation takes effect at once on the node that revokes and within that time on others. {@link #verify}
 * reads the store on the caller's thread where the key is not cached: call it where a thread may wait. Last use is noted
 * at most once a minute for each key. Thread-safe.
 */
public final class ApiKeys implements EvidenceSource {

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final ApiKeyStore store;
    private final String prefix;
    private final Set<String> scopes;
    private final Duration longest;
    private final Duration overlap;
    private final Duration cacheFor;
    private final int perOwner;
    private final InstantSource clock;
    private final Events events;
    private final Cache<String, Stored> cache;

    ApiKeys(ApiKeysBuilder builder) {
        store = builder.store;
        prefix = builder.prefix();
        scopes = Set.copyOf(builder.scopes);
        longest = builder.longest();
        overlap = builder.overlap();
        cacheFor = builder.cacheFor();
        perOwner = builder.perOwner();
        clock = builder.clock();
        events = builder.events();
        cache = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(cacheFor)
                .ticker(builder.ticker()::nanos)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Starts a builder.
     *
     * @param scopes all scopes that keys of this service can have
     */
    public static ApiKeysBuilder builder(ApiKeyStore store, String... scopes) {
        return new ApiKeysBuilder(store, scopes);
    }

    /** Makes a key; a name or lifetime of null is a faulty one. Throws {@link StoreException} without a store. */
    public ApiKeyCreation create(
            String owner, @Nullable String name, Collection<String> wanted, @Nullable Duration lifetime) {
        Set<Fault> faults = new TreeSet<>();
        if (name == null
                || name.isBlank()
                || name.length() > 100
                || !name.codePoints().allMatch(Visible::isVisible)) {
            faults.add(Fault.NAME);
        }
        if (wanted.isEmpty()) {
            faults.add(Fault.NO_SCOPE);
        } else if (!scopes.containsAll(wanted)) {
            faults.add(Fault.UNKNOWN_SCOPE);
        }
        if (lifetime == null || lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(longest) > 0) {
            faults.add(Fault.LIFETIME);
        }
        if (faults.isEmpty() && alive(owner) >= perOwner) {
            faults.add(Fault.TOO_MANY);
        }
        if (!faults.isEmpty()) {
            return new ApiKeyCreation.Refused(List.copyOf(faults));
        }
        ApiKeyText text = ApiKeyText.make(prefix);
        ApiKey key =
                fresh(text, owner, Objects.requireNonNull(name), Set.copyOf(wanted), Objects.requireNonNull(lifetime));
        store.insert(new Stored(key, text.digest()));
        return new ApiKeyCreation.Created(key, text.text());
    }

    private long alive(String owner) {
        Instant now = clock.instant();
        return store.list(owner).stream().filter(key -> key.isAlive(now)).count();
    }

    private ApiKey fresh(ApiKeyText text, String owner, String name, Set<String> granted, Duration lifetime) {
        Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        return new ApiKey(text.id(), owner, name, granted, now, now.plus(lifetime), null, null, null);
    }

    /**
     * Makes a key in the place of another one, which lives on through the overlap (24 hours by default). A key is
     * rotated once: its successor is the next that can be. Refused with one fault: {@link Fault#NOT_FOUND}, {@link
     * Fault#EXPIRED}, {@link Fault#ALREADY_ROTATED}, or {@link Fault#TOO_MANY} where the owner has twice as many keys
     * alive as allowed, those in their overlap among them.
     */
    public ApiKeyCreation rotate(String owner, String id) {
        Instant now = clock.instant();
        Stored old = ApiKeyText.isId(id) ? store.find(id) : null;
        Fault fault = rotationFault(owner, old, now);
        if (old == null || fault != null) {
            return refused(Objects.requireNonNullElse(fault, Fault.NOT_FOUND));
        }
        if (alive(owner) >= 2L * perOwner) {
            return refused(Fault.TOO_MANY);
        }
        ApiKeyText text = ApiKeyText.make(prefix);
        Duration lifetime = Duration.between(old.key().createdAt(), old.key().expiresAt());
        ApiKey key = fresh(text, owner, old.key().name(), old.key().scopes(), lifetime);
        if (!store.replace(new Stored(key, text.digest()), id, now.plus(overlap))) {
            // Somebody was quicker since the look at it: the key has a successor now, or is gone.
            Fault since = rotationFault(owner, store.find(id), now);
            return refused(Objects.requireNonNullElse(since, Fault.ALREADY_ROTATED));
        }
        cache.invalidate(id);
        return new ApiKeyCreation.Created(key, text.text());
    }

    private static @Nullable Fault rotationFault(String owner, @Nullable Stored stored, Instant now) {
        if (stored == null
                || !stored.key().owner().equals(owner)
                || stored.key().revokedAt() != null) {
            return Fault.NOT_FOUND;
        }
        if (stored.key().replacedBy() != null) {
            return Fault.ALREADY_ROTATED;
        }
        return stored.key().isAlive(now) ? null : Fault.EXPIRED;
    }

    private static ApiKeyCreation refused(Fault fault) {
        return new ApiKeyCreation.Refused(List.of(fault));
    }

    /** Checks a presented text; null counts as a bad one. */
    public ApiKeyCheck verify(@Nullable String presented) {
        ApiKeyText text = ApiKeyText.read(prefix, presented);
        if (text == null) {
            return new ApiKeyCheck.Refused(ApiKeyCheck.Reason.MALFORMED);
        }
        try {
            return verify(text);
        } catch (StoreException e) {
            events.emit(AuthEvent.STORE_FAILED, null, e);
            return new ApiKeyCheck.Refused(ApiKeyCheck.Reason.UNAVAILABLE);
        }
    }

    private ApiKeyCheck verify(ApiKeyText text) {
        Stored stored = cache.get(text.id(), this::load);
        if (stored == null || !isSame(stored.digest(), text.digest())) {
            return new ApiKeyCheck.Refused(ApiKeyCheck.Reason.UNKNOWN);
        }
        if (stored.key().revokedAt() != null) {
            return new ApiKeyCheck.Refused(ApiKeyCheck.Reason.REVOKED);
        }
        return stored.key().isAlive(clock.instant())
                ? new ApiKeyCheck.Valid(stored.key())
                : new ApiKeyCheck.Refused(ApiKeyCheck.Reason.EXPIRED);
    }

    /** Found keys only: what is not there is not cached, so nobody can fill the cache with guesses. */
    private @Nullable Stored load(String id) {
        Stored stored = store.find(id);
        if (stored != null) {
            Instant now = clock.instant();
            Instant used = stored.key().lastUsedAt();
            if (stored.key().isAlive(now) && (used == null || !now.isBefore(used.plus(TOUCH)))) {
                store.touch(id, now);
            }
        }
        return stored;
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.ISO_8859_1), b.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The keys of an owner, latest first, without secrets; expired ones are among them, revoked ones are not. */
    public List<ApiKey> list(String owner) {
        return store.list(owner);
    }

    /** Ends a key; false where the owner has no such key. */
    public boolean revoke(String owner, String id) {
        boolean ended = ApiKeyText.isId(id) && store.revoke(owner, id, clock.instant());
        cache.invalidate(id);
        return ended;
    }

    /** Ends all keys of an owner; how many. */
    public int revokeAll(String owner) {
        int ended = store.revokeAll(owner, clock.instant());
        cache.asMap().values().removeIf(stored -> stored.key().owner().equals(owner));
        return ended;
    }

    /** Forgets keys that ended 30 days ago or earlier; call it now and then. How many. */
    public int purge() {
        return store.purge(clock.instant().minus(Duration.ofDays(30)));
    }

    /** What a secret scanner should look for. */
    public String scannerPattern() {
        return prefix + "_[0-9A-Za-z]{50}";
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "AUTH-APIKEY",
                "ApiKeys",
                "prefix and checksum, digest at rest, scopes " + new TreeSet<>(scopes) + ", at most " + longest
                        + ", rotation with overlap " + overlap + ", revoked within " + cacheFor));
    }

    @Override
    public String toString() {
        return "ApiKeys[" + scannerPattern() + "]";
    }
}
