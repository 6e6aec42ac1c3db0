package io.seaworthy.config.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seaworthy.config.Environment;
import io.seaworthy.config.Reading;
import io.seaworthy.config.Schema;
import io.seaworthy.config.SettingsDocs;
import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProcessorTest {

    /** Every type, shape and annotation that there is. */
    private static final String EVERYTHING = """
            public record Settings(
                @Env("APP_ENV") @Doc("Where it \\"runs\\".") Profile profile,
                @Env("PORT") @Default("8080") @Range(min = 0, max = 65535) int port,
                @Env("LIMIT") @Default("1") @Default(value = "2", in = {Profile.STAGING, Profile.PRODUCTION}) long limit,
                @Env("DEBUG") @Default("false") @ForbiddenIn(Profile.PRODUCTION) boolean debug,
                @Env("SERVER") @Default("jdk") Server server,
                @Env("NAME") @StartsWith({"a", "b"}) Optional<String> name,
                @Env("HOST") @Host @Default("127.0.0.1") String host,
                @Env("URL") @Schemes({"http", "https"}) @Schemes(value = "https", in = Profile.PRODUCTION)
                    @RequiredIn({Profile.STAGING, Profile.PRODUCTION}) @Default("http://127.0.0.1:${PORT}") URI url,
                @Env("ORIGINS") @Origin List<String> origins,
                @Env("PORTS") @Range(min = 1) Set<Integer> ports,
                @Env("KEY") @RequiredIn({Profile.STAGING, Profile.PRODUCTION})
                    @GeneratedIn(value = Profile.DEVELOPMENT, bytes = 48) @Base64 @MinBytes(32) Secret key,
                @Env("PEPPER") @Base64(orText = true) Optional<Secret> pepper,
                @Env("TIMEOUT") @Default("30s") @Range(max = 60) Duration timeout,
                @Env("BODY") @Default("1MiB") DataSize body,
                @Env("DATABASE") @Sensitive Optional<String> database,
                @Env("PROXIES") CidrSet proxies,
                @Env("BIND") @Default("::1") IpAddress bind,
                @Env("RATIO") @Default("0.5") @DecimalRange(min = "0", max = "1") double ratio,
                @Env("SALT") Optional<UUID> salt,
                @Env("DIGEST") @Hex @Length(min = 4, max = 8) @Default("00000000") byte[] digest,
                @Env("CERT") @Pem("CERTIFICATE") Optional<String> certificate,
                @Env("ID") @Default("123e4567-e89b-42d3-a456-426614174000") UUID id,
                @Env("HTTP_THREADS") @When(variable = "SERVER", is = "servlet-6") Optional<Integer> threads,
                @Env("GRACE") @Default("1s") @Renamed(from = "OLD_GRACE", removedIn = "2.0") Duration grace,
                @Env("LEGACY") @Retired(removedIn = "2.0", instead = "set NAME") Optional<String> legacy,
                @Prefix("DB_") Database pooled,
                @ChosenBy(value = "STORAGE", otherwise = "in-memory", prefix = "STORAGE_") Storage storage,
                @Env("PLAN_<NAME>") @Default("free=1") @Range(min = 1) Map<String, Integer> plans) {

                public enum Server { JDK, SERVLET_6 }

                public record Database(@Env("HOST") @Default("db") String host, @Prefix("POOL_") Pool pool) {}

                public record Pool(@Env("SIZE") @Default("4") int size) {}

                public sealed interface Storage {
                    record InMemory() implements Storage {}
                    record Disk(@Env("PATH") java.nio.file.Path path, @Env("SIZE") int size) implements Storage {}
                }

                static void rules(Rules rules) {
                    if (rules.value("DEBUG", Boolean.class).orElse(false)) {
                        rules.require("NAME", "DEBUG is on");
                    }
                }
            }
            """;

    @Test
    void generatedSchema_saysWhatReflectionSays() throws ReflectiveOperationException {
        Compilation compilation = Compilation.of("Settings", EVERYTHING);
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings()).isEmpty();
        Class<?> schemaType = compilation.load("sample.SettingsSchema");
        Schema<?> schema = Compilation.instance(schemaType);
        Class<? extends Record> record =
                schemaType.getClassLoader().loadClass("sample.Settings").asSubclass(Record.class);

        schema.verify();
        assertThat(SettingsDocs.of(schema).markdown())
                .isEqualTo(SettingsDocs.of(record).markdown());
        assertThat(SettingsDocs.of(schema).envExample())
                .isEqualTo(SettingsDocs.of(record).envExample());
        assertThat(SettingsDocs.of(schema).jsonSchema())
                .isEqualTo(SettingsDocs.of(record).jsonSchema());

        long seed = 7_001;
        System.out.println("SettingsProcessorTest seed " + seed);
        Random random = new Random(seed);
        int valid = 0;
        for (int run = 0; run < 1_500; run++) {
            Environment environment = Environment.of(variables(random));
            Reading<?> generated = environment.load(schema);
            Reading<?> reflected = environment.load(record);
            assertThat(lines(generated)).isEqualTo(lines(reflected));
            assertThat(generated.sources()).isEqualTo(reflected.sources());
            valid += generated.isValid() ? 1 : 0;
            if (generated.isValid()) {
                assertThat(withoutSecrets(generated)).isEqualTo(withoutSecrets(reflected));
            }
        }
        assertThat(valid).isBetween(5, 1_495);
    }

    /** The same without the sealed choice, which is read in the long way. */
    private static String plain() {
        return EVERYTHING.replace(
                "@ChosenBy(value = \"STORAGE\", otherwise = \"in-memory\", prefix = \"STORAGE_\") Storage storage,",
                "");
    }

    @Test
    void straightLine_readsWhatTheLongWayReads() throws ReflectiveOperationException {
        Compilation compilation = Compilation.of("Settings", plain());
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings()).isEmpty();
        assertThat(compilation.generated("sample.SettingsSchema"))
                .contains("in.integer(\"PORT\", 0L, 65535L, \"8080\")", "in.keepForRules()", "in.isRight()");
        Schema<?> schema = Compilation.instance(compilation.load("sample.SettingsSchema"));
        long seed = 8_001;
        System.out.println("SettingsProcessorTest seed " + seed);
        Random random = new Random(seed);
        int valid = 0;
        for (int run = 0; run < 1_000; run++) {
            Environment environment = Environment.of(variables(random));
            Reading<?> reading = environment.load(schema);
            if (reading.isValid()) {
                valid++;
                assertThat(readable(environment.settings(schema))).isEqualTo(withoutSecrets(reading));
            } else {
                assertThatThrownBy(() -> environment.settings(schema))
                        .hasMessage(catchThrowable(reading::settings).getMessage());
            }
        }
        assertThat(valid).isBetween(10, 990);
    }

    private static List<String> lines(Reading<?> reading) {
        List<String> lines = new ArrayList<>(reading.warnings());
        for (Violation fault : reading.faults()) {
            lines.add(fault.toString());
        }
        return lines;
    }

    private static String withoutSecrets(Reading<?> reading) {
        return readable(reading.settings());
    }

    /** Arrays show an address. */
    private static String readable(Object settings) {
        return settings.toString().replaceAll("\\[B@[0-9a-f]+", "bytes");
    }

    private static Map<String, String> variables(Random random) {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        choices.put("APP_ENV", List.of("development", "staging", "production", "prod"));
        choices.put("PORT", List.of("0", "8443", "70000"));
        choices.put("DEBUG", List.of("true", "false"));
        choices.put("SERVER", List.of("servlet-6", "jdk", "tomcat"));
        choices.put("NAME", List.of("alpha", "beta", "gamma"));
        choices.put("URL", List.of("https://a.example", "http://a.example"));
        choices.put("ORIGINS", List.of("https://a.example,https://b.example", "*"));
        choices.put("PORTS", List.of("1,2", "1,1"));
        choices.put("KEY", List.of("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "changeme"));
        choices.put("TIMEOUT", List.of("5s", "2m"));
        choices.put("BIND", List.of("10.0.0.1", "ten"));
        choices.put("PLAN_GOLD", List.of("5", "0"));
        choices.put("PROTS", List.of("1"));
        choices.put("RATIO", List.of("0.25", "1.5"));
        choices.put("SALT", List.of("123e4567-e89b-42d3-a456-426614174000", "00"));
        choices.put("DIGEST", List.of("00ff00ff", "00"));
        choices.put("HTTP_THREADS", List.of("4", "many"));
        choices.put("OLD_GRACE", List.of("3s", "soon"));
        choices.put("GRACE", List.of("3s", "4s"));
        choices.put("LEGACY", List.of("x"));
        choices.put("DB_HOST", List.of("db1"));
        choices.put("DB_POOL_SIZE", List.of("9", "nine"));
        choices.put("STORAGE", List.of("disk", "in-memory", "tape"));
        choices.put("STORAGE_PATH", List.of("/data"));
        choices.put("STORAGE_SIZE", List.of("7", "big"));
        Map<String, String> variables = new LinkedHashMap<>();
        choices.forEach((name, values) -> {
            if (random.nextInt(4) == 0) {
                variables.put(name, values.get(Math.min(values.size() - 1, random.nextInt(values.size() + 2) / 2)));
            }
        });
        return variables;
    }

    @Test
    void generatedSource_callsNoReflection() {
        String source = Compilation.of("Settings", EVERYTHING).generated("sample.SettingsSchema");

        assertThat(source)
                .doesNotContain("reflect")
                .doesNotContain("Class.forName")
                .doesNotContain("->");
        assertThat(source)
                .contains("public static final SettingsSchema INSTANCE")
                .contains("description.component(\"PORT\", int.class)")
                .contains("(java.util.Map<java.lang.String, java.lang.Integer>) values[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Env(\"PORT\") @Default(\"http\") int port | PORT: bad_default (\"http\")",
                "@Env(\"PORT\") @Range(min = 1, max = 9) @Default(\"10\") int port | PORT: bad_default (\"10\")",
                "@Env(\"M\") @Default(\"true\") @Default(value = \"on\", in = Profile.STAGING) boolean m | in staging",
                "@Env(\"http.port\") int port | http.port: malformed_name",
                "@Env(\"KEY\") @Default(\"hunter2\") Secret key | KEY: secret_with_default",
                "@Env(\"KEY\") @GeneratedIn(Profile.PRODUCTION) Secret key | KEY: generated_in_production",
                "@Env(\"A\") @Range(min = 1) String a | A: no_effect (\"@Range\")",
                "@Env(\"A\") Object a | A: unsupported",
                "@Env(\"A\") Map<Integer, String> a | A: unsupported",
                "@Env(\"A\") int a, @Env(\"A\") int b | A: declared_twice",
                "@Env(\"A\") @RequiredIn(Profile.PRODUCTION) int a | A: no_value",
                "@Env(\"A\") int a, int b | b: no_variable",
                "@Env(\"A\") @Default(\"${B}\") String a | A: unknown_reference",
            })
    void recordThatContradictsItself_isACompileError(String components, String message) {
        Compilation compilation = Compilation.of("Wrong", "record Wrong(" + components + ") {}");

        assertThat(compilation.errors())
                .isNotEmpty()
                .anySatisfy(error -> assertThat(error).startsWith("8 ").contains(message));
    }

    @Test
    void everyFault_isReportedInOneCompilation() {
        Compilation compilation = Compilation.of(
                "Wrong", "record Wrong(\n@Env(\"A\") @Default(\"x\") int a,\n@Env(\"B\") @Default(\"y\") int b) {}");

        assertThat(compilation.errors()).hasSize(2);
        assertThat(compilation.errors().get(0)).startsWith("9 A: bad_default");
        assertThat(compilation.errors().get(1)).startsWith("10 B: bad_default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class Outer { private record Inner(@Env(\"A\") int a) {} } | Inner is private",
                "class Outer { private static class Mid { record Inner(@Env(\"A\") int a) {} } } | Mid is private",
                "record Outer(@Env(\"A\") int a) { private static void rules(Rules rules) {} } | not private",
                "record Outer(@Env(\"A\") int a) { void rules(Rules rules) {} } | has to be static",
            })
    void whatGeneratedCodeCannotReach_isACompileError(String source, String message) {
        assertThat(Compilation.of("Outer", source).errors())
                .singleElement()
                .satisfies(error -> assertThat(error).contains(message));
    }

    @Test
    void nestedRecord_getsASchemaNamedAfterBoth() throws ReflectiveOperationException {
        Compilation compilation =
                Compilation.of("Outer", "class Outer { record Inner(@Env(\"A\") @Default(\"1\") int a) {} }");

        assertThat(compilation.errors()).isEmpty();
        Schema<?> schema = Compilation.instance(compilation.load("sample.Outer_InnerSchema"));
        assertThat(Environment.of(Map.of()).load(schema).settings()).hasToString("Inner[a=1]");
    }
}
