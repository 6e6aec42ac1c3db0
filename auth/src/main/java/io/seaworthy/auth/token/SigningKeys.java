package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.internal.WeakSecrets;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer: the current one signs, all of them verify. A key's id ({@code kid}) is derived from the key,
 * so every node finds the same one without configuration, and it tells nothing about the key.
 *
 * <p>To rotate without downtime: publish the new key as {@code next} for as long as others may remember the old key set
 * (one hour where nothing else is known), then make it the current one and the old one previous, for as long as the
 * longest-lived token that it signed or derived (the absolute lifetime of refresh tokens, where those are used). Secrets
 * that only this service has need no {@code next}. To change keys while the application runs, hand {@link AccessTokens}
 * a {@link io.seaworthy.kernel.Rotating} of these.
 *
 * <p>Keys of several algorithms may stand beside each other while one replaces the other: a token is verified with the
 * algorithm of the key that it names. Immutable, thread-safe.
 */
public final class SigningKeys {

    /** The fewest bytes of a secret. */
    public static final int MIN_BYTES = 32;

    private final TokenKey current;
    private final KeyRing ring;
    private final String jwkSet;

    private SigningKeys(TokenKey current, List<TokenKey> all) {
        this.current = current;
        this.ring = new KeyRing(all, current);
        this.jwkSet = new String(JwkSet.write(all), StandardCharsets.UTF_8);
    }

    /** One secret that signs and verifies with HS256. */
    public static SigningKeys of(Secret current) {
        return rotating(current, null);
    }

    /** The current secret signs with HS256, both verify. {@code previous} may be null: nothing is being rotated. */
    public static SigningKeys rotating(Secret current, @Nullable Secret previous) {
        Faults faults = Faults.in("SigningKeys");
        check(faults, "current", current);
        if (previous != null) {
            check(faults, "previous", previous);
            faults.check(
                    !current.matches(previous),
                    "previous",
                    null,
                    "same_as_current",
                    "the secret that was the current one before, or none");
        }
        faults.throwIfAny();
        TokenKey first = TokenKey.hmac(JwsAlgorithm.HS256, current);
        return new SigningKeys(
                first, previous == null ? List.of(first) : List.of(first, TokenKey.hmac(JwsAlgorithm.HS256, previous)));
    }

    private static void check(Faults faults, String path, Secret secret) {
        faults.check(
                secret.length() >= MIN_BYTES,
                path,
                null,
                "too_short",
                "at least " + MIN_BYTES + " random bytes (RFC 7518 section 3.2)");
        faults.check(
                secret.length() < MIN_BYTES || !WeakSecrets.isWeak(secret), path, null, "weak", WeakSecrets.EXPECTED);
    }

    /** One key that signs and verifies. */
    public static SigningKeys of(TokenKey current) {
        return builder(current).build();
    }

    /** A private JWK set (RFC 7517 section 5): its first key signs, all verify; secrets and pairs do not mix. */
    public static SigningKeys ofJwkSet(Secret json) {
        Object read = json.exposeTo(JwkSet::readPrivate);
        if (read instanceof JwkFault fault) {
            Faults.in("SigningKeys")
                    .add("jwkSet", null, fault.code(), fault.allowed())
                    .throwIfAny();
        }
        List<TokenKey> keys = new ArrayList<>();
        for (Object key : (List<?>) read) {
            keys.add((TokenKey) key);
        }
        Builder builder = builder(keys.get(0));
        keys.subList(1, keys.size()).forEach(builder::previous);
        return builder.build();
    }

    /** Starts a builder with the key that signs. */
    public static Builder builder(TokenKey current) {
        return new Builder(current);
    }

    TokenKey current() {
        return current;
    }

    KeyRing ring() {
        return ring;
    }

    /** The ids, the current one first. */
    public List<String> ids() {
        return ring.all().stream().map(TokenKey::id).toList();
    }

    /**
     * The public keys as a JWK set, the body of {@code /.well-known/jwks.json} ({@code application/jwk-set+json}): the
     * next one, too, so that others know it before it signs. It holds no secret and no private half; where all keys are
     * secrets, it is empty.
     */
    public String publicJwkSet() {
        return jwkSet;
    }

    /** Independent keys for another purpose, by HKDF-SHA-256 (RFC 5869) with the label; they rotate with these. */
    public DerivedKeys derive(String label) {
        List<HmacKey> derived = new ArrayList<>();
        for (TokenKey key : ring.all()) {
            if (key.signs()) {
                byte[] bytes = key.material().exposeTo(secret -> Codec.hkdf(secret, label));
                derived.add(HmacKey.of(JwsAlgorithm.HS256, Secret.of(bytes)).withId(key.id()));
            }
        }
        return new DerivedKeys(derived);
    }

    @Override
    public String toString() {
        return "SigningKeys" + ids();
    }

    /** Collects the keys; not thread-safe. */
    public static final class Builder {

        private final TokenKey current;
        private @Nullable TokenKey next;
        private final List<TokenKey> previous = new ArrayList<>();

        private Builder(TokenKey current) {
            this.current = Objects.requireNonNull(current, "current");
        }

        /** The key that will sign next: it is published and verifies already. None by default. */
        public Builder next(TokenKey next) {
            if (this.next != null) {
                throw new IllegalStateException("next is set twice");
            }
            this.next = Objects.requireNonNull(next, "next");
            return this;
        }

        /** A key that signed before and still verifies, its public half will do; any number, none by default. */
        public Builder previous(TokenKey previous) {
            this.previous.add(Objects.requireNonNull(previous, "previous"));
            return this;
        }

        /** The keys; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
        public SigningKeys build() {
            Faults faults = Faults.in("SigningKeys");
            List<TokenKey> all = new ArrayList<>();
            add(faults, all, "current", current);
            faults.check(current.signs(), "current", current.id(), "public", "a key with its private half or a secret");
            for (int i = 0; i < previous.size(); i++) {
                add(faults, all, "previous[" + i + "]", previous.get(i));
            }
            if (next != null) {
                add(faults, all, "next", next);
                faults.check(next.signs(), "next", next.id(), "public", "a key with its private half or a secret");
            }
            faults.throwIfAny();
            return new SigningKeys(current, all);
        }

        private static void add(Faults faults, List<TokenKey> all, String path, TokenKey key) {
            for (TokenKey other : all) {
                faults.check(!other.sameKey(key), path, key.id(), "repeated", "each key once, with one algorithm");
                faults.check(
                        !other.id().equals(key.id()), path, key.id(), "duplicate_id", "an id that no other key has");
            }
            all.add(key);
        }
    }
}
