package io.seaworthy.auth.token;

import io.seaworthy.kernel.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys that verify, found by their ids. Immutable, thread-safe. */
final class KeyRing implements KeySource {

    static final KeyRing EMPTY = new KeyRing(List.of(), null);

    private final List<TokenKey> keys;
    private final Map<String, TokenKey> byId = new HashMap<>();
    private final @Nullable TokenKey unnamed;

    /**
     * @param keys each id once
     * @param unnamed the key of tokens that name none; null: they are refused
     */
    KeyRing(List<TokenKey> keys, @Nullable TokenKey unnamed) {
        this.keys = List.copyOf(keys);
        this.unnamed = unnamed;
        keys.forEach(key -> byId.put(key.id(), key));
    }

    List<TokenKey> all() {
        return keys;
    }

    /**
     * The key whose own tokens begin with these very characters, or null; whatever else the header of such a key may
     * look like is for somebody else to read.
     */
    @Nullable
    TokenKey ofHeader(byte[] token, int end) {
        for (int i = 0; i < keys.size(); i++) {
            TokenKey key = keys.get(i);
            if (key.hasHeader(token, end)) {
                return key;
            }
        }
        return null;
    }

    @Override
    public KeyRing ring() {
        return this;
    }

    @Override
    public @Nullable TokenKey find(@Nullable String id) {
        return id == null ? unnamed : byId.get(id);
    }

    /** Whether one of these keys is this secret. */
    boolean signsWith(Secret secret) {
        return keys.stream()
                .anyMatch(key -> key instanceof HmacKey && key.material().matches(secret));
    }

    /** Whether the key is still here, the same one or one that was read anew. */
    boolean contains(TokenKey key) {
        TokenKey known = byId.get(key.id());
        return known != null && (known == key || (known.algorithm() == key.algorithm() && known.sameKey(key)));
    }
}
