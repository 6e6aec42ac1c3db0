package io.seaworthy.protection;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a chain by their ids, the one in force first. */
final class AuditKeys {

    static final int MIN_KEY = 32;

    private final Map<String, Secret> byId = new LinkedHashMap<>();
    private final String currentId;

    private AuditKeys(List<Secret> keys) {
        for (Secret key : keys) {
            byId.putIfAbsent(id(key), Hkdf.derive(key, "seaworthy audit chain", HmacSha256.BYTES));
        }
        currentId = id(keys.get(0));
    }

    /** Adds faults where a key is too short; null then. */
    static @Nullable AuditKeys of(Faults faults, Secret current, Secret... previous) {
        List<Secret> keys = new ArrayList<>();
        keys.add(current);
        keys.addAll(Arrays.asList(previous));
        boolean usable = true;
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).length() < MIN_KEY) {
                usable = false;
                faults.add(
                        i == 0 ? "key" : "previousKeys[" + (i - 1) + "]",
                        null,
                        "too_short",
                        "a key of " + MIN_KEY + " bytes or more");
            }
        }
        return usable ? new AuditKeys(keys) : null;
    }

    /** Tells which key it is and nothing about the key. */
    private static String id(Secret key) {
        return Hkdf.derive(key, "seaworthy audit key id", 4)
                .exposeTo(bytes -> HexFormat.of().formatHex(bytes));
    }

    String currentId() {
        return currentId;
    }

    boolean knows(String id) {
        return byId.containsKey(id);
    }

    byte[] tag(String id, byte[] content) {
        Secret key = byId.get(id);
        if (key == null) {
            throw new IllegalArgumentException("No key " + id);
        }
        return key.exposeTo(bytes -> HmacSha256.of(bytes, content));
    }
}
