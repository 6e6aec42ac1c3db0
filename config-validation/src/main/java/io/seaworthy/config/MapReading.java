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
            DefaultCheck.entries(fallback).forEach((key, text) -> put(setting.name(), key, text));
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
                String shown = setting.isHidden() || text.indexOf('@') >= 0 ? null : text;
                draft.fault(setting, Draft.violation(path, shown, reason, draft.accepted(setting)));
            }
        }
    }
}
