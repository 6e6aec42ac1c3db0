package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a settings record asks for, found by reflection; a record that contradicts itself is refused with all faults. */
final class Schema<R extends Record> {

    private static final String PLACE = "<NAME>";

    private final Class<R> type;
    private final List<Setting> settings = new ArrayList<>();
    private final Constructor<R> constructor;
    private final @Nullable Method rules;

    private Schema(Class<R> type) {
        this.type = type;
        this.constructor = constructor(type);
        this.rules = rules(type);
        Faults faults = Faults.in("The settings record " + type.getSimpleName());
        for (RecordComponent component : type.getRecordComponents()) {
            SettingReader.read(component, settings, faults);
        }
        faults.throwIfAny();
        DefaultCheck.check(settings, faults);
        faults.throwIfAny();
    }

    static <R extends Record> Schema<R> of(Class<R> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        return new Schema<>(type);
    }

    List<Setting> settings() {
        return settings;
    }

    String name() {
        return type.getSimpleName();
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> found = type.getDeclaredConstructor(parameters);
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has a canonical constructor", impossible);
        } catch (InaccessibleObjectException closed) {
            throw new IllegalStateException(
                    "Add to the module's descriptor: opens " + type.getPackageName() + " to io.seaworthy.config;",
                    closed);
        }
    }

    private static @Nullable Method rules(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("rules", Rules.class);
            if (!Modifier.isStatic(method.getModifiers())) {
                throw new IllegalArgumentException(type.getSimpleName() + ".rules(Rules) has to be static");
            }
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException none) {
            return null;
        }
    }

    /** Runs the record's own rules; what they throw is a programmer's error and passes. */
    void applyRules(Rules given) {
        if (rules != null) {
            try {
                rules.invoke(null, given);
            } catch (InvocationTargetException thrown) {
                throw new IllegalStateException("rules(Rules) of " + type.getSimpleName() + " threw "
                        + thrown.getTargetException().getClass().getName());
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** The record; null where its own constructor refuses the values, whose message may hold one and is dropped. */
    @Nullable
    R create(List<Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            return null;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads one component. */
    private static final class SettingReader {

        static void read(RecordComponent component, List<Setting> settings, Faults faults) {
            Constraints constraints = new Constraints(component);
            Env env = constraints.take(Env.class);
            if (env == null) {
                faults.add(component.getName(), null, "no_variable", "@Env with the variable's name");
                return;
            }
            String name = env.value();
            Converters.Found found;
            try {
                found = Converters.of(component.getGenericType(), constraints);
            } catch (IllegalArgumentException unsupported) {
                faults.add(name, null, "unsupported", String.valueOf(unsupported.getMessage()));
                return;
            }
            Setting setting = setting(name, found, constraints);
            checkName(setting, settings, faults);
            checkRules(setting, faults);
            for (String unused : constraints.unused()) {
                faults.add(name, unused, "no_effect", "annotations that fit the type " + component.getType());
            }
            settings.add(setting);
        }

        private static Setting setting(String name, Converters.Found found, Constraints constraints) {
            int place = found.shape() == Setting.Shape.MAP ? name.indexOf(PLACE) : -1;
            Doc doc = constraints.take(Doc.class);
            RequiredIn required = constraints.take(RequiredIn.class);
            ForbiddenIn forbidden = constraints.take(ForbiddenIn.class);
            boolean secret = found.element() == Secret.class;
            List<Default> defaults = constraints.defaults();
            if (found.element() == Profile.class && defaults.isEmpty() && required == null) {
                defaults = List.of(ProfileDefault.class.getRecordComponents()[0].getAnnotation(Default.class));
            }
            return new Setting(
                    name,
                    place < 0 ? name : name.substring(0, place),
                    place < 0 ? "" : name.substring(place + PLACE.length()),
                    found.shape(),
                    found.converter(),
                    secret,
                    constraints.takeFlag(Sensitive.class),
                    defaults,
                    required == null ? Set.of() : set(required.value()),
                    forbidden == null ? Set.of() : set(forbidden.value()),
                    secret ? constraints.take(GeneratedIn.class) : null,
                    doc == null ? "" : doc.value());
        }

        private static Set<Profile> set(Profile[] profiles) {
            Set<Profile> set = EnumSet.noneOf(Profile.class);
            set.addAll(List.of(profiles));
            return set;
        }

        private static void checkName(Setting setting, List<Setting> others, Faults faults) {
            String plain = setting.isMap() ? setting.start() + "X" + setting.end() : setting.name();
            boolean valid = !plain.isEmpty()
                    && !Character.isDigit(plain.charAt(0))
                    && plain.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
            faults.check(valid, setting.name(), null, "malformed_name", "upper-case letters, digits and underscores");
            if (setting.isMap()) {
                faults.check(
                        setting.name().contains(PLACE) && !(setting.start() + setting.end()).isEmpty(),
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
            boolean plain = setting.shape() == Setting.Shape.PLAIN
                    && !setting.required().isEmpty();
            for (Profile profile : plain ? Profile.values() : new Profile[0]) {
                boolean valued = setting.required().contains(profile)
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
    }

    /** Holds the annotation that a profile component without a default gets. */
    private record ProfileDefault(@Default("development") Profile profile) {}
}
