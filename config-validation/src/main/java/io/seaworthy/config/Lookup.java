package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the text of a variable in the layers, and keeps where it was. Used by one thread. */
final class Lookup {

    private final Draft draft;
    private final List<Layer> layers;

    Lookup(Draft draft, List<Layer> layers) {
        this.draft = draft;
        this.layers = layers;
    }

    /** The text of the variable, under its name or the old one; null where there is none, or a fault. */
    @Nullable
    String given(Setting setting) {
        String text = given(setting, setting.name());
        Component.Renamed old = setting.renamed();
        if (old == null || !isAnywhere(setting, old.from())) {
            return text;
        }
        draft.warnings.add(old.from() + " is now " + setting.name() + "; " + old.removedIn() + " removes the old name");
        if (text == null) {
            return draft.faulty.contains(setting.name()) ? null : given(setting, old.from());
        }
        String same = "the same in both, or only " + setting.name();
        if (!text.equals(other(setting, old.from()))) {
            draft.fault(
                    setting,
                    Violation.of(setting.name(), null, "conflict", same)
                            .hint("Give " + setting.name() + " alone; its old name " + old.from()
                                    + " says something else"));
            return null;
        }
        return text;
    }

    /** The text of the old name, for comparison only: what is wrong with it is not reported twice. */
    private @Nullable String other(Setting setting, String name) {
        Draft apart = new Draft(draft.profile);
        return new Lookup(apart, layers).given(setting, name);
    }

    private boolean isAnywhere(Setting setting, String name) {
        for (Layer layer : layers) {
            if (isThere(layer, name) || (setting.takesFile() && isThere(layer, name + "_FILE"))) {
                return true;
            }
        }
        return false;
    }

    /** The text of the first layer that gives the variable or its file, or null; an empty one counts as not given. */
    private @Nullable String given(Setting setting, String name) {
        Layer winner = null;
        List<String> shadowed = new ArrayList<>();
        String found = null;
        String fileName = name + "_FILE";
        for (Layer layer : layers) {
            boolean plain = isThere(layer, name);
            boolean file = setting.takesFile() && isThere(layer, fileName);
            if ((plain || file) && winner != null) {
                shadowed.add(layer.place(plain ? name : fileName));
            } else if (plain || file) {
                winner = layer;
                found = plain && file ? twice(setting, name) : read(setting, layer, name, plain);
            }
        }
        if (winner != null) {
            Source source = draft.sources.getOrDefault(setting.name(), winner.kind());
            String place = winner.place(source == Source.FILE ? fileName : name);
            place = source == Source.FILE && winner instanceof MapLayer ? fileName + " of " + place : place;
            draft.origins.put(setting.name(), new Provenance(source, place, shadowed));
        }
        return found;
    }

    private @Nullable String twice(Setting setting, String name) {
        String twin = name + " or " + name + "_FILE";
        draft.fault(setting, Violation.of(setting.name(), null, "given_twice", "either " + twin + ", not both"));
        return null;
    }

    private @Nullable String read(Setting setting, Layer layer, String name, boolean plain) {
        draft.sources.put(setting.name(), plain ? layer.kind() : Source.FILE);
        try {
            String path = plain ? layer.place(name) : text(layer, name + "_FILE");
            String found = plain ? layer.text(name) : SecretFile.read(path);
            if (!plain || layer.kind() == Source.SECRET_DIRECTORY) {
                draft.files.put(setting.name(), Path.of(path));
            }
            return found;
        } catch (Refused refused) {
            Refused.Reason reason = refused.reasons().get(0);
            draft.fault(setting, Draft.violation(plain ? name : name + "_FILE", null, reason, SecretFile.ACCEPTED));
            return null;
        }
    }

    /** Whether a layer gives a name something that is not empty; a file of a name counts whatever is in it. */
    static boolean isThere(Layer layer, String name) {
        return layer.kind() == Source.SECRET_DIRECTORY
                ? layer.names().contains(name)
                : !text(layer, name).isEmpty();
    }

    static String text(Layer layer, String name) {
        try {
            return Objects.requireNonNullElse(layer.text(name), "");
        } catch (Refused unreadable) {
            return "";
        }
    }
}
