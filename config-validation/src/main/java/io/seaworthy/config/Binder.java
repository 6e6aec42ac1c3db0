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
    private final List<Layer> layers;
    private final String profileVariable;
    private final Profile profile;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    /** What names in defaults stand for; secrets never get in. */
    private final Map<String, String> texts = new HashMap<>();

    private final Map<String, Provenance> origins = new LinkedHashMap<>();
    private final List<Layer> active = new ArrayList<>();
    private final Set<String> faulty = new HashSet<>();
    private final List<Violation> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Binder(Schema<T> schema, List<Layer> layers, String profileVariable) {
        this.schema = schema;
        this.layers = layers;
        this.profileVariable = profileVariable;
        String name = profileName();
        this.profile = name.isEmpty() ? Profile.DEVELOPMENT : Profile.of(name);
        if (!name.isEmpty() && !profile.label().equals(name)) {
            warnings.add(profileVariable + " holds an unknown name, which counts as production");
        }
    }

    /** The environment's name; a file for development cannot say that this is production, nor that it is not. */
    private String profileName() {
        for (Layer layer : layers) {
            String name = layer.kind() == Source.DOTENV ? "" : text(layer, profileVariable);
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** Whoever writes production into a file for development expects it to count. */
    private void refuseEnvironmentName(Layer layer) {
        String name = layer.kind() == Source.DOTENV ? text(layer, profileVariable) : "";
        if (!name.isEmpty() && !name.equals(Profile.DEVELOPMENT.label())) {
            faults.add(Violation.of(
                    profileVariable,
                    null,
                    "environment_in_dotenv",
                    "development, or the variable outside of the file"));
        }
    }

    private static String text(Layer layer, String name) {
        try {
            String text = layer.text(name);
            return text == null ? "" : text;
        } catch (Refused unreadable) {
            return "";
        }
    }

    Reading<T> read() {
        for (Layer layer : layers) {
            if (layer.kind() != Source.DOTENV || profile == Profile.DEVELOPMENT) {
                faults.addAll(layer.faults());
                active.add(layer);
                refuseEnvironmentName(layer);
            } else if (!layer.names().isEmpty()) {
                warnings.add(layer + " is for development and was not read in " + profile.label());
            }
        }
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
        return new Reading<>(schema, profile, record, faults, warnings, sources, origins);
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

    /** The text of the first layer that gives the variable or its file, or null; an empty one counts as not given. */
    private @Nullable String given(Setting setting) {
        Layer winner = null;
        List<String> shadowed = new ArrayList<>();
        String found = null;
        for (Layer layer : active) {
            boolean plain = isThere(layer, setting.name());
            boolean file = setting.takesFile() && isThere(layer, setting.fileName());
            if ((plain || file) && winner != null) {
                shadowed.add(layer.place(plain ? setting.name() : setting.fileName()));
            } else if (plain || file) {
                winner = layer;
                found = given(setting, layer, plain, file);
            }
        }
        if (winner != null) {
            Source source = sources.getOrDefault(setting.name(), winner.kind());
            String place = winner.place(source == Source.FILE ? setting.fileName() : setting.name());
            origins.put(setting.name(), new Provenance(source, place, shadowed));
        }
        return found;
    }

    /** Whether a layer gives a name something that is not empty; a file of a name counts whatever is in it. */
    private static boolean isThere(Layer layer, String name) {
        return layer.kind() == Source.SECRET_DIRECTORY
                ? layer.names().contains(name)
                : !text(layer, name).isEmpty();
    }

    private @Nullable String given(Setting setting, Layer layer, boolean plain, boolean file) {
        if (plain && file) {
            String twin = setting.name() + " or " + setting.fileName();
            fault(setting, Violation.of(setting.name(), null, "given_twice", "either " + twin + ", not both"));
            return null;
        }
        sources.put(setting.name(), plain ? layer.kind() : Source.FILE);
        try {
            return plain ? layer.text(setting.name()) : SecretFile.read(text(layer, setting.fileName()));
        } catch (Refused refused) {
            Refused.Reason reason = refused.reasons().get(0);
            String path = plain ? setting.name() : setting.fileName();
            fault(setting, violation(path, null, reason, SecretFile.ACCEPTED));
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
        TreeSet<String> given = new TreeSet<>();
        for (Layer layer : active) {
            for (String variable : layer.names()) {
                String key = setting.keyOf(variable);
                if (key != null && isThere(layer, variable) && given.add(variable)) {
                    sources.put(setting.name(), layer.kind());
                    putGiven(setting, layer, variable, key, map);
                }
            }
        }
        if (map.isEmpty() && setting.isRequiredIn(profile)) {
            fault(setting, missing(setting));
        }
        values.put(setting.name(), Collections.unmodifiableMap(map));
    }

    private void putGiven(Setting setting, Layer layer, String variable, String key, Map<String, Object> map) {
        try {
            putEntry(setting, variable, key, Objects.requireNonNullElse(layer.text(variable), ""), map);
        } catch (Refused unreadable) {
            fault(setting, violation(variable, null, unreadable.reasons().get(0), SecretFile.ACCEPTED));
        }
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
        Set<String> names = new TreeSet<>();
        for (Layer layer : active) {
            for (String name : layer.names()) {
                // A JVM has properties of its own, dozens of them; only names that look like variables can be typos.
                if (layer.kind() != Source.SYSTEM_PROPERTY || name.indexOf('.') < 0) {
                    names.add(name);
                }
                if (isThere(layer, name)) {
                    present.add(name);
                    present.add(name + "_FILE");
                    if (name.endsWith("_FILE")) {
                        present.add(name.substring(0, name.length() - 5));
                    }
                }
            }
        }
        for (String name : names) {
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
