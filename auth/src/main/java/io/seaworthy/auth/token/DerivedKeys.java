package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA-256 keys derived from {@link SigningKeys} for one purpose. Immutable, thread-safe. */
public final class DerivedKeys {

    record Key(String id, Secret secret) {}

    private final List<Key> keys;

    DerivedKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** The id of the key that new values are made with. */
    public String currentId() {
        return keys.get(0).id();
    }

    /** All ids, the current one first. */
    public List<String> ids() {
        return keys.stream().map(Key::id).toList();
    }

    /** The 32 bytes of an HMAC under the named key, or null where that key is no longer here. */
    public byte @Nullable [] hmac(String keyId, byte[] data) {
        for (Key key : keys) {
            if (key.id().equals(keyId)) {
                return key.secret().exposeTo(bytes -> Codec.hmac("HmacSHA256", bytes, data));
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "DerivedKeys" + ids();
    }
}
