package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a reading as JSON. Stateless. */
final class FaultJson {

    private FaultJson() {}

    static byte[] write(Reading<?> reading) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("environment", reading.profile().label());
        root.put("valid", reading.isValid());
        List<Object> faults = new ArrayList<>();
        for (Violation fault : reading.faults()) {
            faults.add(fault(reading, fault));
        }
        root.put("faults", faults);
        root.put("warnings", reading.warnings());
        List<Object> settings = new ArrayList<>();
        reading.provenance().forEach((name, provenance) -> {
            Map<String, Object> setting = new LinkedHashMap<>();
            setting.put("name", name);
            putPlace(setting, provenance);
            settings.add(setting);
        });
        root.put("settings", settings);
        return Json.write(root);
    }

    private static Map<String, Object> fault(Reading<?> reading, Violation fault) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", fault.path());
        object.put("reason", fault.reason());
        object.put("accepted", fault.allowed());
        if (fault.hint() != null) {
            object.put("hint", fault.hint());
        }
        if (fault.value() != null) {
            object.put("value", cut(fault.value()));
        }
        Provenance provenance = provenance(reading, fault);
        if (provenance != null) {
            putPlace(object, provenance);
        }
        return object;
    }

    /** As long as in the other reports: a file in the place of a number is nobody's log entry. */
    private static String cut(String value) {
        return value.length() <= 120 ? value : value.substring(0, 120) + "...";
    }

    private static void putPlace(Map<String, Object> object, Provenance provenance) {
        object.put("source", provenance.source().label().replace(' ', '-'));
        if (!provenance.place().isEmpty()) {
            object.put("place", provenance.place());
        }
        if (!provenance.shadowed().isEmpty()) {
            object.put("shadows", provenance.shadowed());
        }
    }

    /** The provenance of the variable that a fault is about: {@code ORIGINS} of {@code ORIGINS[1]}, {@code X} of {@code X_FILE}. */
    static @Nullable Provenance provenance(Reading<?> reading, Violation fault) {
        int bracket = fault.path().indexOf('[');
        String name = bracket < 0 ? fault.path() : fault.path().substring(0, bracket);
        Provenance found = reading.provenance().get(name);
        return found == null && name.endsWith("_FILE")
                ? reading.provenance().get(name.substring(0, name.length() - 5))
                : found;
    }

    /** A fault's value as its own line shows it: in quotes, escaped, cut. */
    static String shown(Violation fault) {
        String line = Violation.of("", fault.value(), "", "").toString();
        return line.substring(line.indexOf('(') + 1, line.length() - ("); ".length()));
    }
}
