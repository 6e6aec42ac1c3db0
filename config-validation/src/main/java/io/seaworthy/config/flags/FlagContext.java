package io.seaworthy.config.flags;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: a stable key, and attributes for targeting. Immutable.
 *
 * <p>Permitted: an account's id. Prohibited: an e-mail address, because keys go to the exposure listener.
 */
public final class FlagContext {

    private final String key;
    private final Map<String, String> attributes;

    private FlagContext(String key, Map<String, String> attributes) {
        this.key = Objects.requireNonNull(key, "key");
        this.attributes = attributes;
    }

    /** Somebody of whom nothing else is known. An empty key takes part in no rollout. */
    public static FlagContext of(String key) {
        return new FlagContext(key, Map.of());
    }

    /** The same with one attribute more. */
    public FlagContext with(String attribute, String value) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.put(attribute, Objects.requireNonNull(value, "value"));
        return new FlagContext(key, all);
    }

    public String key() {
        return key;
    }

    @Nullable
    String attribute(String name) {
        return name.equals("key") ? key : attributes.get(name);
    }

    /** Names only. */
    @Override
    public String toString() {
        return "FlagContext" + attributes.keySet();
    }
}
