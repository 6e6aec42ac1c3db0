package io.seaworthy.config;

import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads every default in every environment once, so that a bad one cannot ship. Stateless. */
final class DefaultCheck {

    private DefaultCheck() {}

    static void check(List<Setting> settings, Faults faults) {
        List<Setting> before = new ArrayList<>();
        for (Setting setting : settings) {
            Set<String> bad = new HashSet<>();
            for (Profile profile : Profile.values()) {
                String text = setting.defaultIn(profile);
                if (text != null && !bad.contains(text)) {
                    int known = faults.violations().size();
                    check(setting, profile, text, before, faults);
                    if (faults.violations().size() > known) {
                        bad.add(text); // once is enough
                    }
                }
            }
            before.add(setting);
        }
    }

    private static void check(Setting setting, Profile profile, String text, List<Setting> before, Faults faults) {
        List<String> names = Placeholders.names(text);
        for (String name : names) {
            faults.check(
                    SchemaCheck.isReadable(name, before),
                    setting.name(),
                    text,
                    "unknown_reference",
                    "names in ${} of components declared before that are not secret");
            faults.check(
                    setting.shape() != Setting.Shape.PLAIN || !mayBeAbsent(name, before, profile),
                    setting.name(),
                    text,
                    "reference_may_be_absent",
                    "in " + profile.label() + ": a component that always has a value, or Optional here");
        }
        if (!names.isEmpty()) {
            return;
        }
        try {
            for (String value : setting.isMap() ? MapReading.entries(text).values() : List.of(text)) {
                setting.converter().convert(value, profile);
            }
        } catch (Refused refused) {
            faults.add(
                    setting.name(),
                    setting.isHidden() ? null : text,
                    "bad_default",
                    "in " + profile.label() + ": " + setting.converter().accepted(profile));
        }
    }

    private static boolean mayBeAbsent(String name, List<Setting> before, Profile profile) {
        for (Setting other : before) {
            if (other.name().equals(name)) {
                boolean valued = other.shape() == Setting.Shape.PLAIN
                        || other.isRequiredIn(profile)
                        || other.defaultIn(profile) != null;
                return other.isConditional() || !valued;
            }
        }
        return false; // has its own fault
    }
}
