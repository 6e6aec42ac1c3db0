package io.seaworthy.kernel.readiness;

import io.seaworthy.kernel.config.DidYouMean;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checklists as data: every item that code can enforce, the groups of everything else, and where each line of the
 * source checklists is at home.
 *
 * <p>Where two rules give an item a priority, the one that names it wins over the one that names its area:
 * {@code API-ERROR} is critical although {@code API-*} is medium. Immutable, stateless, thread-safe.
 */
public final class Catalogue {

    private static final Map<String, CatalogueItem> ITEMS = new LinkedHashMap<>();
    private static final Map<String, AttestationGroup> GROUPS = new LinkedHashMap<>();

    static {
        Tsv.rows("items.tsv", 5, c -> new CatalogueItem(c[0], Priority.valueOf(c[1]), c[2], c[3], c[4]))
                .forEach(item -> ITEMS.put(item.id(), item));
        Tsv.rows("groups.tsv", 4, c -> new AttestationGroup(c[0], Priority.valueOf(c[1]), c[2], c[3]))
                .forEach(group -> GROUPS.put(group.id(), group));
    }

    /** Loaded only by those who ask for the lines. */
    private static final class Lines {

        static final List<SourceLine> ALL =
                Tsv.rows("source-lines.tsv", 4, c -> new SourceLine(c[0], Integer.parseInt(c[1]), c[2], c[3]));
        static final Map<String, Integer> BY_HOME = new HashMap<>();

        static {
            ALL.forEach(line -> BY_HOME.merge(line.home(), 1, Integer::sum));
        }
    }

    private Catalogue() {}

    /** All items, by area. */
    public static List<CatalogueItem> items() {
        return List.copyOf(ITEMS.values());
    }

    /** All attestation groups, by id. */
    public static List<AttestationGroup> groups() {
        return List.copyOf(GROUPS.values());
    }

    /** The item of this id, or null where there is none. */
    public static @Nullable CatalogueItem item(String id) {
        return ITEMS.get(id);
    }

    /** The group of this id, or null where there is none. */
    public static @Nullable AttestationGroup group(String id) {
        return GROUPS.get(id);
    }

    /** Whether this is the id of an item or of a group. */
    public static boolean isKnown(String id) {
        return ITEMS.containsKey(id) || GROUPS.containsKey(id);
    }

    /** The ids of the items of exactly this priority, in the catalogue's order. */
    public static Set<String> of(Priority priority) {
        Set<String> ids = new LinkedHashSet<>();
        for (CatalogueItem item : ITEMS.values()) {
            if (item.priority() == priority) {
                ids.add(item.id());
            }
        }
        return Collections.unmodifiableSet(ids);
    }

    /** The ids of the items that must be in force before a launch. */
    public static Set<String> critical() {
        return of(Priority.CRITICAL);
    }

    /** Every line of the source checklists that is an item, in order. */
    public static List<SourceLine> sourceLines() {
        return Lines.ALL;
    }

    /** How many lines of the source checklists are at home in this item or group. */
    public static int linesOf(String id) {
        return Lines.BY_HOME.getOrDefault(id, 0);
    }

    static @Nullable String closest(String id) {
        Set<String> known = new LinkedHashSet<>(ITEMS.keySet());
        known.addAll(GROUPS.keySet());
        return DidYouMean.closest(id, known);
    }
}
