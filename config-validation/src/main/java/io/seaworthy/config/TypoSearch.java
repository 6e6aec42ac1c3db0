package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks through all names that are given for those that were meant to be a known one. Used by one thread. */
final class TypoSearch {

    private final List<Setting> settings;
    private final List<Layer> layers;
    private final Set<String> present = new HashSet<>();
    private final Set<String> names = new TreeSet<>();
    private boolean hasMaps;

    TypoSearch(List<Setting> settings, List<Layer> layers) {
        this.settings = settings;
        this.layers = layers;
    }

    List<Violation> find(String profileVariable) {
        Set<String> known = known(profileVariable);
        for (Layer layer : layers) {
            for (String name : layer.names()) {
                // A JVM has properties of its own, dozens of them; only names that look like variables can be typos.
                if (layer.kind() != Source.SYSTEM_PROPERTY || name.indexOf('.') < 0) {
                    names.add(name);
                }
                if (Lookup.isThere(layer, name)) {
                    NameTypos.addPresent(name, present);
                }
            }
        }
        List<TypoFilter> missing = NameTypos.missing(known, present);
        List<Violation> faults = new ArrayList<>();
        if (missing.isEmpty() && !hasMaps) {
            return faults; // whoever gave everything has misspelled nothing
        }
        for (String name : names) {
            String meant = NameTypos.meant(name, settings, known, missing, present);
            if (meant != null) {
                faults.add(Violation.of(name, null, "unknown_name", "a name that is known")
                        .hint("Did you mean " + meant + "?"));
            }
        }
        return faults;
    }

    private Set<String> known(String profileVariable) {
        Set<String> known = new LinkedHashSet<>();
        known.add(profileVariable);
        for (Setting setting : settings) {
            if (setting.isMap()) {
                hasMaps = true;
            } else {
                known.add(setting.name());
            }
            if (setting.takesFile()) {
                known.add(setting.fileName());
            }
            Component.Renamed old = setting.renamed();
            if (old != null) {
                known.add(old.from());
                known.add(old.from() + "_FILE");
                present.add(old.from()); // never what somebody meant
                present.add(old.from() + "_FILE");
            }
        }
        return known;
    }
}
