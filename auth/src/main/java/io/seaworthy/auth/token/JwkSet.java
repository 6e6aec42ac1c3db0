package io.seaworthy.auth.token;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes JWK sets (RFC 7517 section 5). Stateless. */
final class JwkSet {

    static final int MAX_BYTES = 256 << 10;
    private static final int MAX_KEYS = 100;
    private static final JsonLimits LIMITS = JsonLimits.strict()
            .bytes(MAX_BYTES)
            .string(16 << 10)
            .depth(6)
            .digits(20)
            .members(5_000);

    private JwkSet() {}

    /**
     * What a set of public keys held.
     *
     * @param ring the keys that can be used
     * @param faults why others were left out; what is merely for another purpose or unknown is none
     */
    record Public(KeyRing ring, List<JwkFault> faults) {}

    /**
     * The usable keys of a published set, or a {@link JwkFault} where the set as a whole is bad. Keys for other purposes
     * and of unknown types are left out, as RFC 7517 section 5 wants it; broken ones, too, so that one of them does not
     * cost all others.
     */
    static Object readPublic(byte[] json) {
        Object members = members(json);
        if (!(members instanceof List<?> list)) {
            return members;
        }
        List<TokenKey> keys = new ArrayList<>();
        List<JwkFault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object member : list) {
            Object read = read(member, true);
            if (read instanceof TokenKey key) {
                if (!ids.add(key.id())) {
                    return JwkFault.KEY_ID;
                }
                keys.add(key);
            } else if (read != JwkFault.USE && read != JwkFault.KEY_OPS && read != JwkFault.KEY_TYPE) {
                faults.add((JwkFault) read);
            }
        }
        return new Public(new KeyRing(keys, keys.size() == 1 ? keys.get(0) : null), faults);
    }

    /** All keys of a set of one's own, each with its private half, or the first {@link JwkFault}. */
    static Object readPrivate(byte[] json) {
        Object members = members(json);
        if (!(members instanceof List<?> list)) {
            return members;
        }
        List<TokenKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<Boolean> kinds = new HashSet<>();
        for (Object member : list) {
            Object read = read(member, false);
            if (!(read instanceof TokenKey key)) {
                return read;
            }
            if (!ids.add(key.id())) {
                return JwkFault.KEY_ID;
            }
            kinds.add(key.algorithm().isSymmetric());
            keys.add(key);
        }
        return kinds.size() > 1 ? JwkFault.MIXED_SET : keys;
    }

    private static Object members(byte[] json) {
        try {
            Object keys = Json.readObject(json, LIMITS).get("keys");
            boolean ok = keys instanceof List<?> list && !list.isEmpty() && list.size() <= MAX_KEYS;
            return ok && keys != null ? keys : JwkFault.SET;
        } catch (JsonException e) {
            return JwkFault.MALFORMED;
        }
    }

    @SuppressWarnings("unchecked") // the reader makes objects with names of strings only
    private static Object read(@Nullable Object member, boolean publicOnly) {
        return member instanceof Map<?, ?> map
                ? JwkReader.read((Map<String, @Nullable Object>) map, publicOnly)
                : JwkFault.MALFORMED;
    }

    /** The public halves; a set of secrets is empty. */
    static byte[] write(List<TokenKey> keys) {
        List<Map<String, Object>> members = new ArrayList<>();
        for (TokenKey key : keys) {
            Map<String, Object> jwk = key.publicJwk();
            if (jwk != null) {
                members.add(jwk);
            }
        }
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("keys", members);
        return Json.write(set);
    }
}
