package io.seaworthy.auth.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA-256 keys derived from {@link SigningKeys} for one purpose. Immutable, thread-safe. */
public final class DerivedKeys {

    /** Pooled MACs of the derived secrets, each under the id of the key that it was derived from. */
    private final List<HmacKey> keys;

    private final List<String> ids;

    DerivedKeys(List<HmacKey> keys) {
        this.keys = List.copyOf(keys);
        ids = keys.stream().map(TokenKey::id).toList();
    }

    /** The id of the key that new values are made with. */
    public String currentId() {
        return keys.get(0).id();
    }

    /** All ids, the current one first. */
    public List<String> ids() {
        return ids;
    }

    /** The 32 bytes of an HMAC under the named key, or null where that key is no longer here. */
    public byte @Nullable [] hmac(String keyId, byte[] data) {
        for (HmacKey key : keys) {
            if (key.id().equals(keyId)) {
                return key.mac(data, data.length);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "DerivedKeys" + ids();
    }
}
