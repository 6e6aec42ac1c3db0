package io.seaworthy.config;

import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.List;

/** Finds what contradicts itself in a schema. Stateless. */
final class SchemaCheck {

    private SchemaCheck() {}

    static void check(List<Setting> settings, List<Component> components, Faults faults) {
        List<Setting> before = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            Setting setting = settings.get(i);
            checkName(setting, before, faults);
            checkRules(setting, faults);
            checkConditions(setting, before, components.get(i).has("@When"), faults);
            for (String unused : components.get(i).unused()) {
                faults.add(setting.name(), unused, "no_effect", "annotations that fit the type");
            }
            before.add(setting);
        }
    }

    private static void checkName(Setting setting, List<Setting> others, Faults faults) {
        String plain = setting.isMap() ? setting.start() + "X" + setting.end() : setting.name();
        boolean valid = !plain.isEmpty() && !Character.isDigit(plain.charAt(0)) && isUpperCase(plain);
        faults.check(valid, setting.name(), null, "malformed_name", "upper-case letters, digits and underscores");
        if (setting.isMap()) {
            faults.check(
                    setting.name().contains(Setting.PLACE) && !(setting.start() + setting.end()).isEmpty(),
                    setting.name(),
                    null,
                    "malformed_name",
                    "a name with one <NAME> for a map: PLAN_<NAME>_PER_MINUTE");
        }
        for (Setting other : others) {
            boolean twice = other.name().equals(setting.name())
                    || (other.takesFile() && other.fileName().equals(setting.name()))
                    || (setting.takesFile() && setting.fileName().equals(other.name()));
            faults.check(!twice, setting.name(), null, "declared_twice", "one component for each variable");
        }
    }

    private static boolean isUpperCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** Whether a name is of a component declared before whose text may be used. */
    static boolean isReadable(String name, List<Setting> before) {
        for (Setting setting : before) {
            if (setting.name().equals(name) && !setting.isHidden() && !setting.isMap()) {
                return true;
            }
        }
        return false;
    }

    private static void checkConditions(Setting setting, List<Setting> before, boolean named, Faults faults) {
        for (Component.When condition : setting.conditions()) {
            boolean known = isReadable(condition.variable(), before);
            faults.check(
                    known,
                    setting.name(),
                    condition.variable(),
                    "unknown_reference",
                    "the name of a component declared before that is not secret");
        }
        faults.check(
                !named || setting.shape() != Setting.Shape.PLAIN,
                setting.name(),
                null,
                "no_value",
                "Optional or a collection, because the condition may not hold");
    }

    private static void checkRules(Setting setting, Faults faults) {
        faults.check(
                !setting.secret() || setting.defaults().isEmpty(),
                setting.name(),
                null,
                "secret_with_default",
                "@GeneratedIn for development; a secret in the code is none");
        faults.check(
                !setting.isGeneratedIn(Profile.PRODUCTION),
                setting.name(),
                null,
                "generated_in_production",
                "@GeneratedIn for DEVELOPMENT or STAGING: nodes would disagree, restarts would forget");
        boolean plain = setting.shape() == Setting.Shape.PLAIN && setting.required().length > 0;
        for (Profile profile : plain ? Profile.values() : new Profile[0]) {
            boolean valued = profile.isAmongNamed(setting.required())
                    || setting.defaultIn(profile) != null
                    || setting.isGeneratedIn(profile);
            faults.check(
                    valued,
                    setting.name(),
                    profile.label(),
                    "no_value",
                    "a default or @GeneratedIn where it is not required, or Optional");
        }
    }

    /** Made here: a class that throws it itself loads it when it is verified, from outside of the JDK's archive. */
    static RuntimeException unknown(String what) {
        return new IllegalStateException("No " + what);
    }
}
