package io.seaworthy.config;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components that need their converter; apart, so that plain settings do not load what it takes. Stateless. */
final class DirectValue {

    private DirectValue() {}

    static @Nullable Object read(Direct in, Setting setting, Profile profile) {
        if (setting.isMap()) {
            return map(in, setting, profile);
        }
        Component.Renamed old = setting.renamed();
        if (setting.isConditional() || (old != null && in.isGiven(old.from(), setting.takesFile()))) {
            return in.fail();
        }
        String text = in.given(setting.name());
        String file = setting.takesFile() ? in.given(setting.fileName()) : null;
        try {
            if (text != null && file != null) {
                return in.fail();
            } else if (file != null) {
                text = SecretFile.read(file);
            }
            Object value = text == null ? absent(in, setting, profile) : given(in, setting, text, profile);
            in.know(setting.name(), value);
            return setting.argument(value);
        } catch (Refused refused) {
            return in.fail(); // the long way says why
        }
    }

    private static @Nullable Object given(Direct in, Setting setting, String text, Profile profile) throws Refused {
        return setting.isForbiddenIn(profile) ? in.fail() : converted(setting, text, profile);
    }

    private static @Nullable Object converted(Setting setting, String text, Profile profile) throws Refused {
        Object value = setting.converter().convert(text, profile);
        setting.converter().checkPlace(value);
        return value;
    }

    private static @Nullable Object absent(Direct in, Setting setting, Profile profile) throws Refused {
        String fallback = setting.defaultIn(profile);
        if (setting.isRequiredIn(profile) || (fallback != null && fallback.contains("${"))) {
            return in.fail();
        } else if (fallback != null) {
            return converted(setting, fallback, profile);
        }
        return setting.isGeneratedIn(profile) ? Generator.secret(setting, new SecureRandom()) : null;
    }

    private static @Nullable Object map(Direct in, Setting setting, Profile profile) {
        if (setting.isConditional()) {
            return in.fail();
        }
        in.know(setting);
        Draft draft = new Draft(profile);
        Layer layer = new MapLayer(Source.ENVIRONMENT, "", in.variables());
        Map<String, Object> map = new MapReading(draft, setting).read(List.of(layer));
        if (!draft.faults.isEmpty() || (map.isEmpty() && setting.isRequiredIn(profile))) {
            return in.fail();
        }
        in.know(setting.name(), map);
        return map;
    }
}
