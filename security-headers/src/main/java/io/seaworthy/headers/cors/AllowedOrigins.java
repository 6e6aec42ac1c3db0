package io.seaworthy.headers.cors;

import io.seaworthy.headers.internal.WebOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The origins of a policy with their answers. Those that are spelt out are found by hash, sets of them by
 * {@link OriginTree}; neither depends on how many there are. Thread-safe.
 */
final class AllowedOrigins {

    private static final int KEPT = 64;

    private final CorsAnswers answers;
    private final Map<String, AllowedOrigin> exact = new HashMap<>();
    private final @Nullable OriginTree tree;

    /** Answers for origins that a set covers, most recent per slot; a lost race costs an allocation. */
    private final @Nullable AllowedOrigin[] kept = new AllowedOrigin[KEPT];

    AllowedOrigins(List<OriginPattern> patterns, CorsAnswers answers) {
        this.answers = answers;
        List<OriginPattern> sets = new ArrayList<>();
        for (OriginPattern pattern : patterns) {
            if (pattern.isSet()) {
                sets.add(pattern);
            } else {
                String origin = pattern.toString();
                exact.put(origin, new AllowedOrigin(origin, answers));
            }
        }
        tree = sets.isEmpty() ? null : new OriginTree(sets);
    }

    @Nullable
    AllowedOrigin find(String origin) {
        if (origin.length() > WebOrigin.MAX_LENGTH) {
            return null;
        }
        AllowedOrigin known = exact.get(origin);
        if (known != null || tree == null) {
            return known;
        }
        int slot = origin.hashCode() & (KEPT - 1);
        AllowedOrigin recent = kept[slot];
        if (recent != null && recent.origin().equals(origin)) {
            return recent;
        }
        // The tree compares the ends only; what stands before them has to be an origin too.
        if (!tree.matches(origin) || !WebOrigin.isOrigin(origin)) {
            return null;
        }
        AllowedOrigin fresh = new AllowedOrigin(origin, answers);
        kept[slot] = fresh;
        return fresh;
    }
}
