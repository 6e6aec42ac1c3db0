package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one record from one environment, once. Not thread-safe. */
final class Binder<T> {

    private final Schema<T> schema;
    private final List<Layer> layers;
    private final String profileVariable;
    private final boolean shapeOnly;
    private final Draft draft;
    private final @Nullable Violation profileFault;
    private final List<Layer> active = new ArrayList<>();
    private final Lookup lookup;

    /** With {@code shapeOnly} a variable may be missing and files are not looked at: image builds have neither. */
    Binder(Schema<T> schema, List<Layer> layers, String profileVariable, boolean shapeOnly) {
        this.schema = schema;
        this.layers = layers;
        this.profileVariable = profileVariable;
        this.shapeOnly = shapeOnly;
        ProfileName found = ProfileName.in(layers, profileVariable);
        String name = found.name();
        this.draft = new Draft(found.profile());
        this.profileFault = found.fault();
        this.lookup = new Lookup(draft, active);
        if (!name.isEmpty() && !draft.profile.label().equals(name)) {
            draft.warnings.add(profileVariable + " holds an unknown name, which counts as production");
        }
    }

    /** Whoever writes production into a file for development expects it to count. */
    private void refuseEnvironmentName(Layer layer) {
        String name = layer.kind() == Source.DOTENV ? Lookup.text(layer, profileVariable) : "";
        if (!name.isEmpty() && !name.equals(Profile.DEVELOPMENT.label())) {
            draft.faults.add(Violation.of(
                    profileVariable,
                    null,
                    "environment_in_dotenv",
                    "development, or the variable outside of the file"));
        }
    }

    Reading<T> read() {
        activate();
        for (Setting setting : schema.settings()) {
            draft.settings.put(setting.name(), setting);
            read(setting);
            adviseOnFile(setting);
        }
        if (profileFault != null && !draft.faulty.contains(profileVariable)) {
            draft.faults.add(profileFault);
        }
        draft.faults.addAll(new TypoSearch(schema.settings(), active).find(profileVariable));
        if (!shapeOnly) {
            applyRules();
        }
        T record = draft.faults.isEmpty() && !shapeOnly ? create() : null;
        return new Reading<>(schema, draft, record);
    }

    private void activate() {
        for (Layer layer : layers) {
            if (layer.kind() != Source.DOTENV || draft.profile == Profile.DEVELOPMENT) {
                draft.faults.addAll(layer.faults());
                active.add(layer);
                refuseEnvironmentName(layer);
            } else if (!layer.names().isEmpty()) {
                draft.warnings.add(layer + " is for development and was not read in " + draft.profile.label());
            }
        }
    }

    /** Runs the schema's own rules; what they throw is a programmer's error, whose message may hold a value. */
    private void applyRules() {
        try {
            schema.check(new Rules(draft));
        } catch (RuntimeException thrown) {
            throw new IllegalStateException("The rules of " + schema.name() + " threw "
                    + thrown.getClass().getName());
        }
    }

    /** The record; none where its own constructor refuses the values, whose message may hold one and is dropped. */
    private @Nullable T create() {
        List<Setting> all = schema.settings();
        @Nullable Object[] arguments = new Object[all.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = all.get(i).argument(draft.values.get(all.get(i).name()));
        }
        try {
            return schema.create(arguments);
        } catch (RuntimeException refused) {
            draft.faults.add(
                    Violation.of(schema.name(), null, "refused", "values that the record's constructor accepts"));
            return null;
        }
    }

    private void read(Setting setting) {
        Boolean applies = setting.applies(draft.texts);
        if (applies == null) {
            draft.faulty.add(setting.name()); // the variable that decides has the fault
        } else if (setting.isMap()) {
            Map<String, Object> map = new MapReading(draft, setting).read(active);
            draft.values.put(setting.name(), map);
            if (map.isEmpty() && setting.isRequiredIn(draft.profile) && !shapeOnly) {
                draft.fault(setting, missing(setting));
            }
        } else if (applies) {
            readValue(setting);
        } else {
            skip(setting);
        }
    }

    private void skip(Setting setting) {
        if (lookup.given(setting) != null) {
            draft.warnings.add(setting.name() + " has no effect: it counts " + setting.conditionText());
        }
        draft.sources.put(setting.name(), Source.ABSENT);
        draft.origins.remove(setting.name());
    }

    /** Whoever gives {@code PORT_FILE} believes that it is read. */
    private void adviseOnFile(Setting setting) {
        String file = setting.fileName();
        boolean isProfile = setting.name().equals(profileVariable); // has a fault
        if (setting.takesFile() || setting.isMap() || isProfile || isDeclared(file)) {
            return;
        }
        for (Layer layer : active) {
            if (Lookup.isThere(layer, file)) {
                draft.warnings.add(file + " is not read: files are for secrets; " + setting.name() + " itself counts");
                return;
            }
        }
    }

    private boolean isDeclared(String name) {
        for (Setting setting : schema.settings()) {
            if (setting.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void readValue(Setting setting) {
        String text = lookup.given(setting);
        if (text == null) {
            if (!draft.faulty.contains(setting.name())) {
                readAbsent(setting);
            }
        } else if (setting.isForbiddenIn(draft.profile)) {
            String none = "no value in " + draft.profile.label();
            draft.fault(setting, Violation.of(setting.name(), null, "forbidden", none));
        } else {
            if (setting.retired() != null) {
                draft.warnings.add(
                        setting.name() + " goes in " + setting.retired().removedIn() + "; instead "
                                + setting.retired().instead());
            }
            convert(setting, text);
        }
    }

    private void readAbsent(Setting setting) {
        String fallback = setting.defaultIn(draft.profile);
        if (setting.isRequiredIn(draft.profile) && !shapeOnly) {
            draft.fault(setting, missing(setting));
        } else if (fallback != null) {
            draft.sources.put(setting.name(), Source.DEFAULT);
            String filled = Placeholders.fill(fallback, draft.texts);
            if (filled == null) {
                readUnfounded(setting, fallback);
            } else {
                convert(setting, filled);
            }
        } else if (setting.isGeneratedIn(draft.profile) && !shapeOnly) {
            draft.sources.put(setting.name(), Source.GENERATED);
            draft.values.put(setting.name(), Generator.secret(setting, new SecureRandom()));
        } else {
            draft.sources.put(setting.name(), Source.ABSENT);
        }
    }

    /** A default that stands on a variable without a value: one with a fault, which is enough, or one that may be absent. */
    private void readUnfounded(Setting setting, String fallback) {
        boolean told = false;
        for (String name : Placeholders.names(fallback)) {
            told |= draft.faulty.contains(name);
        }
        if (told || shapeOnly) {
            draft.faulty.add(setting.name());
        } else if (setting.shape() == Setting.Shape.PLAIN) {
            draft.fault(setting, missing(setting));
        } else {
            draft.sources.put(setting.name(), Source.ABSENT);
        }
    }

    private Violation missing(Setting setting) {
        Violation fault = Violation.of(setting.name(), null, "missing", draft.accepted(setting));
        String example = setting.converter().example(draft.profile);
        String file = setting.takesFile() ? ", or " + setting.fileName() + " with a file's path" : "";
        return example.isEmpty() && file.isEmpty()
                ? fault
                : fault.hint("Set " + setting.name() + (example.isEmpty() ? "" : "=" + example) + file);
    }

    private void convert(Setting setting, String text) {
        try {
            Object value = setting.converter().convert(text, draft.profile);
            if (!shapeOnly) {
                setting.converter().checkPlace(value);
            }
            draft.values.put(setting.name(), value);
            if (!setting.isHidden()) {
                draft.texts.put(setting.name(), text);
            }
        } catch (Refused refused) {
            draft.faults(setting, setting.name(), text, refused);
        }
    }
}
