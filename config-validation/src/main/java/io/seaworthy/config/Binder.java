package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.net.CidrSet;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one record from one environment, once. Not thread-safe. */
final class Binder<T> {

    private final Schema<T> schema;
    private final Map<String, String> variables;
    private final String profileVariable;
    private final Profile profile;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** What names in defaults stand for; secrets never get in. */
    private final Map<String, String> texts = new HashMap<>();

    private final Set<String> faulty = new HashSet<>();
    private final List<Violation> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Binder(Schema<T> schema, Map<String, String> variables, String profileVariable) {
        this.schema = schema;
        this.variables = variables;
        this.profileVariable = profileVariable;
        String name = variables.getOrDefault(profileVariable, "");
        this.profile = name.isEmpty() ? Profile.DEVELOPMENT : Profile.of(name);
        if (!name.isEmpty() && !profile.label().equals(name)) {
            warnings.add(profileVariable + " holds an unknown name, which counts as production");
        }
    }

    Reading<T> read() {
        for (Setting setting : schema.settings()) {
            settings.put(setting.name(), setting);
            if (setting.isMap()) {
                readMap(setting);
            } else {
                read(setting);
            }
        }
        findTypos();
        applyRules();
        T record = faults.isEmpty() ? create() : null;
        return new Reading<>(schema, profile, record, faults, warnings, sources);
    }

    /** Runs the schema's own rules; what they throw is a programmer's error, whose message may hold a value. */
    private void applyRules() {
        try {
            schema.check(new Rules(profile, values, sources, settings, faulty, faults, warnings));
        } catch (RuntimeException thrown) {
            throw new IllegalStateException("The rules of " + schema.name() + " threw "
                    + thrown.getClass().getName());
        }
    }

    /** The record; none where its own constructor refuses the values, whose message may hold one and is dropped. */
    private @Nullable T create() {
        try {
            return schema.create(arguments());
        } catch (RuntimeException refused) {
            faults.add(Violation.of(schema.name(), null, "refused", "values that the record's constructor accepts"));
            return null;
        }
    }

    private void read(Setting setting) {
        String text = given(setting);
        if (text != null) {
            if (setting.isForbiddenIn(profile)) {
                fault(setting, Violation.of(setting.name(), null, "forbidden", "no value in " + profile.label()));
                return;
            }
            convert(setting, text);
        } else if (!faulty.contains(setting.name())) {
            readAbsent(setting);
        }
    }

    /** The text of the variable or of its file, or null; an empty variable is one that is not given. */
    private @Nullable String given(Setting setting) {
        String text = variables.getOrDefault(setting.name(), "");
        String file = setting.takesFile() ? variables.getOrDefault(setting.fileName(), "") : "";
        if (!text.isEmpty() && !file.isEmpty()) {
            String twin = setting.name() + " or " + setting.fileName();
            fault(setting, Violation.of(setting.name(), null, "given_twice", "either " + twin + ", not both"));
            return null;
        }
        if (!text.isEmpty()) {
            sources.put(setting.name(), Source.ENVIRONMENT);
            return text;
        }
        if (file.isEmpty()) {
            return null;
        }
        sources.put(setting.name(), Source.FILE);
        try {
            return SecretFile.read(file);
        } catch (Refused refused) {
            Refused.Reason reason = refused.reasons().get(0);
            fault(setting, violation(setting.fileName(), null, reason, SecretFile.ACCEPTED));
            return null;
        }
    }

    private void readAbsent(Setting setting) {
        String fallback = setting.defaultIn(profile);
        if (setting.isRequiredIn(profile)) {
            fault(setting, missing(setting));
        } else if (fallback != null) {
            sources.put(setting.name(), Source.DEFAULT);
            String filled = Placeholders.fill(fallback, texts);
            if (filled == null) {
                faulty.add(setting.name()); // the variable that it stands on has the fault
            } else {
                convert(setting, filled);
            }
        } else if (setting.isGeneratedIn(profile)) {
            sources.put(setting.name(), Source.GENERATED);
            values.put(setting.name(), Generator.secret(setting, new SecureRandom()));
        } else {
            sources.put(setting.name(), Source.ABSENT);
        }
    }

    private Violation missing(Setting setting) {
        Violation fault = Violation.of(
                setting.name(), null, "missing", setting.converter().accepted(profile));
        String example = setting.converter().example(profile);
        String file = setting.takesFile() ? ", or " + setting.fileName() + " with a file's path" : "";
        return example.isEmpty() && file.isEmpty()
                ? fault
                : fault.hint("Set " + setting.name() + (example.isEmpty() ? "" : "=" + example) + file);
    }

    private void convert(Setting setting, String text) {
        try {
            values.put(setting.name(), setting.converter().convert(text, profile));
            if (!setting.isHidden()) {
                texts.put(setting.name(), text);
            }
        } catch (Refused refused) {
            for (Refused.Reason reason : refused.reasons()) {
                String shown = reason.element().isEmpty() ? text : reason.text();
                String path = setting.name() + reason.element();
                fault(setting, violation(path, shownOf(setting, shown), reason, accepted(setting)));
            }
        }
    }

    private String accepted(Setting setting) {
        return setting.converter().accepted(profile);
    }

    /** What may be shown: nothing of a secret, and no URL that could hold a password. */
    private static @Nullable String shownOf(Setting setting, String text) {
        return setting.isHidden() || text.indexOf('@') >= 0 ? null : text;
    }

    private static Violation violation(String path, @Nullable String shown, Refused.Reason reason, String accepted) {
        Violation fault = Violation.of(path, shown, reason.code(), accepted);
        return reason.hint() == null ? fault : fault.hint(reason.hint());
    }

    private void readMap(Setting setting) {
        Map<String, Object> map = new LinkedHashMap<>();
        String fallback = setting.defaultIn(profile);
        sources.put(setting.name(), fallback == null ? Source.ABSENT : Source.DEFAULT);
        if (fallback != null) {
            DefaultCheck.entries(fallback).forEach((key, text) -> putEntry(setting, setting.name(), key, text, map));
        }
        for (String variable : new TreeSet<>(variables.keySet())) {
            String key = setting.keyOf(variable);
            String text = variables.getOrDefault(variable, "");
            if (key != null && !text.isEmpty()) {
                sources.put(setting.name(), Source.ENVIRONMENT);
                putEntry(setting, variable, key, text, map);
            }
        }
        if (map.isEmpty() && setting.isRequiredIn(profile)) {
            fault(setting, missing(setting));
        }
        values.put(setting.name(), Collections.unmodifiableMap(map));
    }

    private void putEntry(Setting setting, String path, String key, String text, Map<String, Object> map) {
        try {
            map.put(key, setting.converter().convert(text, profile));
        } catch (Refused refused) {
            for (Refused.Reason reason : refused.reasons()) {
                fault(setting, violation(path, shownOf(setting, text), reason, accepted(setting)));
            }
        }
    }

    private void fault(Setting setting, Violation violation) {
        faults.add(violation);
        faulty.add(setting.name());
    }

    private void findTypos() {
        Set<String> known = new LinkedHashSet<>();
        known.add(profileVariable);
        for (Setting setting : settings.values()) {
            if (!setting.isMap()) {
                known.add(setting.name());
            }
            if (setting.takesFile()) {
                known.add(setting.fileName());
            }
        }
        Set<String> present = new HashSet<>();
        variables.forEach((name, text) -> {
            if (!text.isEmpty()) {
                present.add(name);
                present.add(name + "_FILE");
                if (name.endsWith("_FILE")) {
                    present.add(name.substring(0, name.length() - 5));
                }
            }
        });
        for (String name : new TreeSet<>(variables.keySet())) {
            String meant = NameTypos.meant(name, schema.settings(), known, present);
            if (meant != null) {
                faults.add(Violation.of(name, null, "unknown_name", "a name that is known")
                        .hint("Did you mean " + meant + "?"));
            }
        }
    }

    private Object[] arguments() {
        List<Object> arguments = new ArrayList<>();
        for (Setting setting : schema.settings()) {
            Object value = values.get(setting.name());
            arguments.add(
                    switch (setting.shape()) {
                        case OPTIONAL -> Optional.ofNullable(value);
                        case LIST -> value == null ? List.of() : value;
                        case SET -> value == null ? Set.of() : value;
                        case NETWORKS -> value == null ? CidrSet.none() : value;
                        case PLAIN, MAP -> Objects.requireNonNull(value, setting.name());
                    });
        }
        return arguments.toArray();
    }
}
