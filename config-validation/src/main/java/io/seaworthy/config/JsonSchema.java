package io.seaworthy.config;

import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a JSON Schema of the environment: every value is a string; each environment has its required names. Stateless. */
final class JsonSchema {

    private JsonSchema() {}

    static String write(String title, List<Setting> settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> patterns = new LinkedHashMap<>();
        for (Setting setting : settings) {
            if (setting.isMap()) {
                patterns.put("^" + setting.start() + "[A-Z0-9_]+" + setting.end() + "$", property(setting));
            } else {
                properties.put(setting.name(), property(setting));
            }
            if (setting.takesFile()) {
                properties.put(
                        setting.fileName(),
                        pair("type", "string", "description", "Path of a file that holds " + setting.name()));
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!patterns.isEmpty()) {
            schema.put("patternProperties", patterns);
        }
        schema.put("allOf", environments(settings));
        return new String(Json.write(schema), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> property(Setting setting) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", "string");
        if (!setting.doc().isEmpty()) {
            property.put("title", setting.doc());
        }
        property.put("description", Words.accepted(setting));
        property.putAll(setting.converter().schema());
        String fallback = setting.defaultIn(Profile.DEVELOPMENT);
        if (fallback != null && !setting.isMap()) {
            property.put("default", fallback);
        }
        return property;
    }

    /** One condition for each environment; production's holds for every name that is not one of the others. */
    private static List<Object> environments(List<Setting> settings) {
        List<Object> conditions = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            List<Object> required = new ArrayList<>();
            for (Setting setting : settings) {
                if (!setting.isMap() && setting.isRequiredIn(profile)) {
                    required.add(setting.isConditional() ? conditional(setting) : required(setting));
                }
                if (setting.isForbiddenIn(profile)) {
                    required.add(Map.of("not", Map.of("required", List.of(setting.name()))));
                }
            }
            if (!required.isEmpty()) {
                Map<String, Object> condition = new LinkedHashMap<>();
                condition.put("if", condition(profile));
                condition.put("then", Map.of("allOf", required));
                conditions.add(condition);
            }
        }
        return conditions.isEmpty() ? List.of(Map.of()) : conditions;
    }

    /** Required where the variables that decide are given and say so. */
    private static Map<String, Object> conditional(Setting setting) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> given = new ArrayList<>();
        for (Component.When condition : setting.conditions()) {
            properties.put(condition.variable(), Map.of("enum", condition.texts()));
            given.add(condition.variable());
        }
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", pair("properties", properties, "required", given));
        rule.put("then", required(setting));
        return rule;
    }

    private static Map<String, Object> required(Setting setting) {
        Map<String, Object> itself = Map.of("required", List.of(setting.name()));
        return setting.takesFile()
                ? Map.of("oneOf", List.of(itself, Map.of("required", List.of(setting.fileName()))))
                : itself;
    }

    /** In this order in every run: the document is kept under version control. */
    static Map<String, Object> pair(String first, Object value, String second, Object other) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(first, value);
        pair.put(second, other);
        return pair;
    }

    private static Map<String, Object> condition(Profile profile) {
        return switch (profile) {
            case DEVELOPMENT -> Map.of("properties", Map.of("APP_ENV", Map.of("const", "development")));
            case STAGING ->
                pair("properties", Map.of("APP_ENV", Map.of("const", "staging")), "required", List.of("APP_ENV"));
            case PRODUCTION ->
                pair(
                        "properties",
                        Map.of("APP_ENV", Map.of("not", Map.of("enum", List.of("development", "staging")))),
                        "required",
                        List.of("APP_ENV"));
        };
    }
}
