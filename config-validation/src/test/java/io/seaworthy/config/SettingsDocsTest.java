package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsDocsTest {

    private final SettingsDocs docs = SettingsDocs.of(HarbourSettings.class);

    @Test
    void envExample_namesEveryVariableOnce() {
        for (String name : List.of("APP_ENV", "PORT", "JWT_SECRET", "PLAN_FREE_PER_MINUTE", "ADMIN_CIDRS")) {
            assertThat(docs.envExample().lines().filter(line -> line.matches("#?" + name + "=.*")))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(docs.envExample()).contains("# Signs access tokens.").contains("#PORT=8080");
    }

    @Test
    void envExample_filledIsValid() {
        Map<String, String> variables = new LinkedHashMap<>();
        docs.envExample().lines().filter(line -> line.matches("#?[A-Z_]+=.*")).forEach(line -> {
            String assignment = line.startsWith("#") ? line.substring(1) : line;
            int equals = assignment.indexOf('=');
            variables.put(
                    assignment.substring(0, equals),
                    assignment.substring(equals + 1).replace("${PORT}", "8080"));
        });

        assertThat(Environment.of(variables).load(HarbourSettings.class).faults())
                .isEmpty();
    }

    @Test
    void markdown_hasARowForEachSettingAndAColumnForEachEnvironment() {
        List<String> lines = docs.markdown().lines().toList();

        assertThat(lines).hasSize(2 + HarbourSettings.class.getRecordComponents().length);
        assertThat(lines)
                .allMatch(line ->
                        line.replace("\\|", "").chars().filter(c -> c == '|').count() == 7);
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("| `JWT_SECRET` |") && line.contains("| generated | required | required |"));
        assertThat(lines).anyMatch(line -> line.contains("| default text | default text | default json |"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonSchema_isJsonWithEveryVariable() throws Exception {
        Map<String, Object> schema =
                (Map<String, Object>) (Map<?, ?>) Json.readObject(bytes(docs.jsonSchema()), JsonLimits.strict());

        assertThat(schema).containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema");
        Map<String, Object> properties = (Map<String, Object>) schema.get("properties");
        assertThat(properties).containsKeys("PORT", "JWT_SECRET", "JWT_SECRET_FILE", "REDIS_URL_FILE");
        assertThat((Map<String, Object>) properties.get("PORT"))
                .containsEntry("type", "string")
                .containsEntry("default", "8080");
        assertThat((Map<String, Object>) schema.get("patternProperties"))
                .containsOnlyKeys("^PLAN_[A-Z0-9_]+_PER_MINUTE$");
        assertThat((List<Object>) schema.get("allOf")).hasSize(2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void documents_holdNoGeneratedSecret() {
        assertThat(docs.envExample() + docs.markdown() + docs.jsonSchema()).doesNotContain("whsec_");
    }
}
