package io.seaworthy.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Reads the variables that become one map. Used by one thread. */
final class MapReading {

    private final Draft draft;
    private final Setting setting;
    private final Map<String, Object> map = new LinkedHashMap<>();

    MapReading(Draft draft, Setting setting) {
        this.draft = draft;
        this.setting = setting;
    }

    Map<String, Object> read(List<Layer> layers) {
        String fallback = setting.defaultIn(draft.profile);
        draft.sources.put(setting.name(), fallback == null ? Source.ABSENT : Source.DEFAULT);
        if (fallback != null) {
            for (Map.Entry<String, String> entry : entries(fallback).entrySet()) {
                put(setting.name(), entry.getKey(), entry.getValue());
            }
        }
        TreeSet<String> given = new TreeSet<>();
        for (Layer layer : layers) {
            for (String variable : layer.names()) {
                String key = setting.keyOf(variable);
                if (key != null && Lookup.isThere(layer, variable) && given.add(variable)) {
                    draft.sources.put(setting.name(), layer.kind());
                    putGiven(layer, variable, key);
                }
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** Whether any variable of a map is given. */
    static boolean isGiven(Setting map, Map<String, String> variables) {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!variable.getValue().isEmpty() && map.keyOf(variable.getKey()) != null) {
                return true;
            }
        }
        return false;
    }

    /** The entries of a map's default, {@code free=120,premium=1200}. */
    static Map<String, String> entries(String text) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String entry : ListConverter.split(text)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("A map's default is name=value with commas between");
            }
            entries.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return entries;
    }

    private void putGiven(Layer layer, String variable, String key) {
        try {
            put(variable, key, Objects.requireNonNullElse(layer.text(variable), ""));
        } catch (Refused unreadable) {
            Refused.Reason reason = unreadable.reasons().get(0);
            draft.fault(setting, Draft.violation(variable, null, reason, SecretFile.ACCEPTED));
        }
    }

    private void put(String path, String key, String text) {
        try {
            map.put(key, setting.converter().convert(text, draft.profile));
        } catch (Refused refused) {
            for (Refused.Reason reason : refused.reasons()) {
                String shown = Draft.shownOf(setting, text, text);
                draft.fault(setting, Draft.violation(path, shown, reason, draft.accepted(setting)));
            }
        }
    }
}
