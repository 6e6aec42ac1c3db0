package io.seaworthy.config.flags;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the variant that somebody got, so that new weights move nobody. Implementations are thread-safe; one that throws is
 * asked no further for that evaluation.
 */
public interface StickyVariants {

    /** The variant kept, or null. */
    @Nullable
    String find(String flag, String key);

    /** Keeps a variant unless there is one. */
    void keep(String flag, String key, String variant);

    /** In this process, the least recently used forgotten first. */
    static StickyVariants inMemory(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("Keep 1 variant or more");
        }
        Map<String, String> kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > most;
            }
        };
        return new StickyVariants() {
            @Override
            public @Nullable String find(String flag, String key) {
                synchronized (kept) {
                    return kept.get(flag + '\n' + key);
                }
            }

            @Override
            public void keep(String flag, String key, String variant) {
                synchronized (kept) {
                    kept.putIfAbsent(flag + '\n' + key, variant);
                }
            }
        };
    }
}
