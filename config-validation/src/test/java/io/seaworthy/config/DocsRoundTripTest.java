package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.net.CidrSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema with every type: what its documents propose is read back without a fault, and fits the JSON Schema. */
class DocsRoundTripTest {

    private static final List<Class<?>> TYPES = List.of(
            String.class,
            int.class,
            long.class,
            short.class,
            byte.class,
            boolean.class,
            double.class,
            float.class,
            char.class,
            java.math.BigDecimal.class,
            java.math.BigInteger.class,
            java.time.Duration.class,
            DataSize.class,
            java.net.URI.class,
            java.util.UUID.class,
            java.util.Locale.class,
            java.util.Currency.class,
            java.nio.charset.Charset.class,
            Pattern.class,
            java.time.ZoneId.class,
            java.time.ZoneOffset.class,
            java.time.Instant.class,
            java.time.OffsetDateTime.class,
            java.time.LocalDate.class,
            java.time.LocalTime.class,
            java.time.LocalDateTime.class,
            java.time.YearMonth.class,
            java.time.Period.class,
            java.net.InetAddress.class,
            java.net.InetSocketAddress.class,
            CidrSet.class);

    private static final Schema<Object> SCHEMA = new Schema<>("Everything") {
        @Override
        protected void describe(Description description) {
            for (Class<?> type : TYPES) {
                String name = type.getSimpleName().toUpperCase(java.util.Locale.ROOT) + "_"
                        + type.getName().length();
                description.component("A_" + name, type);
                if (type != CidrSet.class) {
                    description.component("LIST_" + name, type).list();
                }
            }
            description.component("PATH_HERE", Path.class);
            description.choice("LEVEL", (Object[]) System.Logger.Level.values());
            description.component("HOST_NAME", String.class).host();
            description.component("ORIGIN", String.class).origin();
            description.component("BYTES", byte[].class).base64();
            description.component("BYTES_HEX", byte[].class).hex();
            description.component("LIMIT_<NAME>", int.class).map().range(1, 10).defaultTo("free=2");
            description.component("KEY", Secret.class).base64().minBytes(32);
            description.component("TOKEN", Secret.class);
        }

        @Override
        protected Object create(Object[] values) {
            return List.of(values);
        }
    };

    /** A line each, with the example of the type where the file leaves the value to whoever fills it. */
    private static Map<String, String> filled() {
        Map<String, String> examples = new LinkedHashMap<>();
        for (Setting setting : SCHEMA.settings()) {
            examples.put(setting.name(), setting.converter().example(Profile.DEVELOPMENT));
        }
        examples.put("KEY", Variables.key(9, 32)); // the example is a command
        examples.put("TOKEN", "a token");
        Map<String, String> variables = new LinkedHashMap<>();
        SettingsDocs.of(SCHEMA)
                .envExample()
                .lines()
                .filter(line -> line.matches("#?[A-Z0-9_]+=.*"))
                .forEach(line -> {
                    String assignment = line.startsWith("#") ? line.substring(1) : line;
                    String name = assignment.substring(0, assignment.indexOf('='));
                    String value = assignment.substring(name.length() + 1);
                    variables.put(name, value.isEmpty() ? String.valueOf(examples.get(name)) : value);
                });
        return variables;
    }

    @Test
    void filledExample_isReadBack_fromTheFileToo(@TempDir Path folder) throws Exception {
        Map<String, String> variables = filled();
        assertThat(variables).hasSize(SCHEMA.settings().size());
        assertThat(Environment.of(variables).load(SCHEMA).faults()).isEmpty();

        StringBuilder text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append("='").append(value).append("'\n"));
        Path file = Files.writeString(folder.resolve(".env"), text);
        assertThat(Environment.builder().dotEnv(file).build().load(SCHEMA).faults())
                .isEmpty();
    }

    @Test
    void filledExample_fitsTheJsonSchema() throws Exception {
        Map<?, ?> schema =
                (Map<?, ?>) Json.read(SettingsDocs.of(SCHEMA).jsonSchema().getBytes(StandardCharsets.UTF_8));
        Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
        Map<?, ?> patterns = (Map<?, ?>) schema.get("patternProperties");
        filled().forEach((name, value) -> {
            Object property = properties.get(name);
            for (Map.Entry<?, ?> pattern : patterns.entrySet()) {
                property =
                        property == null && name.matches(pattern.getKey().toString()) ? pattern.getValue() : property;
            }
            assertThat(property).as(name).isNotNull();
            Map<?, ?> rules = (Map<?, ?>) property;
            assertThat(rules.get("type")).isEqualTo("string");
            if (rules.get("pattern") instanceof String pattern) {
                assertThat(value).as(name).matches(pattern);
            }
            if (rules.get("enum") instanceof List<?> options) {
                assertThat(options.contains(value)).as(name).isTrue();
            }
        });
        assertThat(schema.toString()).contains("required");
    }

    @Test
    void markdownAndKubernetes_nameEverySetting() {
        SettingsDocs docs = SettingsDocs.of(SCHEMA);
        for (Setting setting : SCHEMA.settings()) {
            assertThat(docs.markdown()).contains("`" + setting.name().replace("|", "\\|") + "`");
            if (!setting.isMap()) {
                assertThat(docs.kubernetes("app-secrets")).contains(setting.name());
            }
        }
    }
}
