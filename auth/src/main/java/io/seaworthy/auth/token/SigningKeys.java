package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HS256 keys of one issuer: the current one signs, all of them verify. A key's id ({@code kid}) is derived from the
 * key, so every node finds the same one without configuration, and it tells nothing about the key.
 *
 * <p>To rotate without downtime, make the old secret the previous one for as long as the longest-lived token that it
 * signed or derived (the absolute lifetime of refresh tokens, where those are used). To change keys while the
 * application runs, hand {@link AccessTokens} a {@link io.seaworthy.kernel.Rotating} of these.
 *
 * <p>Permitted: secrets of 32 bytes and more (RFC 7518 section 3.2). Prohibited: shorter ones, the same one twice.
 * Immutable, thread-safe.
 */
public final class SigningKeys {

    /** The fewest bytes of a secret. */
    public static final int MIN_BYTES = 32;

    private final List<SigningKey> keys;
    private final List<Secret> secrets;

    private SigningKeys(List<SigningKey> keys, List<Secret> secrets) {
        this.keys = List.copyOf(keys);
        this.secrets = List.copyOf(secrets);
    }

    /** One key that signs and verifies. */
    public static SigningKeys of(Secret current) {
        return rotating(current, null);
    }

    /** The current key signs, both verify. {@code previous} may be null: nothing is being rotated. */
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
        List<SigningKey> keys = new ArrayList<>();
        List<Secret> secrets = new ArrayList<>();
        for (Secret secret : previous == null ? List.of(current) : List.of(current, previous)) {
            keys.add(SigningKey.of(secret));
            secrets.add(secret.exposeTo(Secret::of));
        }
        return new SigningKeys(keys, secrets);
    }

    private static void check(Faults faults, String path, Secret secret) {
        faults.check(
                secret.length() >= MIN_BYTES,
                path,
                null,
                "too_short",
                "at least " + MIN_BYTES + " random bytes (RFC 7518 section 3.2)");
    }

    SigningKey current() {
        return keys.get(0);
    }

    List<SigningKey> all() {
        return keys;
    }

    /** The key of an id, the current one where a token names none, or null where the id is unknown. */
    @Nullable
    SigningKey find(@Nullable String id) {
        if (id == null) {
            return current();
        }
        for (SigningKey key : keys) {
            if (key.id().equals(id)) {
                return key;
            }
        }
        return null;
    }

    /** The ids, the current one first. */
    public List<String> ids() {
        return keys.stream().map(SigningKey::id).toList();
    }

    /** Independent keys for another purpose, by HKDF-SHA-256 (RFC 5869) with the label; they rotate with these. */
    public DerivedKeys derive(String label) {
        List<DerivedKeys.Key> derived = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            byte[] bytes = secrets.get(i).exposeTo(secret -> Codec.hkdf(secret, label));
            derived.add(new DerivedKeys.Key(keys.get(i).id(), Secret.of(bytes)));
        }
        return new DerivedKeys(derived);
    }

    @Override
    public String toString() {
        return "SigningKeys" + ids();
    }
}
