package io.seaworthy.kernel.readiness;

import java.util.List;
import java.util.Objects;

/**
 * What a component does about one checklist item.
 *
 * @param id the item's id in the catalogue, {@code HEAD-CSP}
 * @param component what enforces it, {@code SecurityHeaders}
 * @param summary what is on and with which values; never a secret
 * @param weaknesses what weakens it, each as a sentence; empty where nothing does
 */
public record Evidence(String id, String component, String summary, List<String> weaknesses) {

    public Evidence {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(summary, "summary");
        weaknesses = List.copyOf(weaknesses);
    }

    /** The item is enforced. */
    public static Evidence enforced(String id, String component, String summary) {
        return new Evidence(id, component, summary, List.of());
    }

    /** The item is enforced, but weakened. */
    public static Evidence weakened(String id, String component, String summary, String... weaknesses) {
        return new Evidence(id, component, summary, List.of(weaknesses));
    }

    public boolean isWeakened() {
        return !weaknesses.isEmpty();
    }
}
