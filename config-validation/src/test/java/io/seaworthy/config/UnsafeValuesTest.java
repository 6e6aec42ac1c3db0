package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that once opened what should stay closed, or showed what should not be seen. */
class UnsafeValuesTest {

    record Plain(@Env("PORT") @Default("1") int port) {}

    record WithProfile(
            @Env("APP_ENV") Profile profile,
            @Env("PORT") @Default("1") int port) {}

    @TempDir
    Path folder;

    private static void isClosed(Reading<?> reading, String fault) {
        assertThat(reading.profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(reading.faults()).hasSize(1);
        assertThat(reading.report()).contains(fault);
    }

    @Test
    void unreadableEnvironmentName_isProductionWithAFault() throws IOException {
        Files.write(folder.resolve("APP_ENV"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Environment environment = Environment.builder().secretDirectory(folder).build();

        isClosed(environment.load(Plain.class), "APP_ENV: not_utf8");
        isClosed(environment.load(WithProfile.class), "APP_ENV: not_utf8");
    }

    @Test
    void emptyEnvironmentName_isProductionWithAFault() {
        Environment environment = Environment.of(Map.of("APP_ENV", ""));

        isClosed(environment.load(Plain.class), "APP_ENV: empty");
        isClosed(environment.load(WithProfile.class), "APP_ENV: empty");
        assertThat(Environment.of(Map.of()).load(Plain.class).profile()).isEqualTo(Profile.DEVELOPMENT);
        assertThat(Environment.builder()
                        .memory("first", Map.of("APP_ENV", ""))
                        .environment(Map.of("APP_ENV", "staging"))
                        .build()
                        .load(Plain.class)
                        .report())
                .isEmpty();
    }

    @Test
    void environmentNameInAFile_isProductionWithAFault() {
        isClosed(
                Environment.of(Map.of("APP_ENV_FILE", "/run/app-env")).load(WithProfile.class),
                "APP_ENV_FILE: not_read_from_a_file");
    }

    @Test
    void fileOfAnOrdinarySetting_isWarnedOf() {
        assertThat(Environment.of(Map.of("PORT_FILE", "port.txt"))
                        .load(Plain.class)
                        .warnings())
                .containsExactly("PORT_FILE is not read: files are for secrets; PORT itself counts");
    }

    record OverOptional(
            @Env("BASE") Optional<String> base,
            @Env("URL") @Default("${BASE}/x") Optional<String> url) {}

    record RequiredOverOptional(
            @Env("BASE") Optional<String> base,
            @Env("URL") @Default("${BASE}/x") String url) {}

    @Test
    void defaultOverAnAbsentOptional_isNoNullInARequiredComponent() {
        assertThatThrownBy(() -> Environment.of(Map.of()).load(RequiredOverOptional.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("URL: reference_may_be_absent");
        assertThat(Environment.of(Map.of()).load(OverOptional.class).settings().url())
                .isEmpty();
        assertThat(Environment.of(Map.of("BASE", "b"))
                        .load(OverOptional.class)
                        .settings()
                        .url())
                .contains("b/x");
    }

    record Filled(
            @Env("AA") @Default("a") String a,
            @Env("BB") @Default("b") String b,
            @Env("CC") @Default("${AA}-${BB}") String c) {}

    @Test
    void givenReferences_areTextInTheSecondRoundToo() {
        Map<String, String> variables = Map.of("AA", "${BB}", "BB", "evil");

        assertThat(Environment.of(variables).load(Filled.class).settings().c()).isEqualTo("${BB}-evil");
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"COMPOSE", "PYTHON"})
    void doublingReferences_endAsAProblem(Dialect dialect) {
        StringBuilder text = new StringBuilder("A0=0123456789abcdef\n");
        for (int i = 1; i <= 40; i++) {
            String before = "${A" + (i - 1) + "}";
            text.append("A").append(i).append('=').append(before).append(before).append('\n');
        }
        DotEnv parsed = DotEnvDialect.parse(dialect, text.toString());

        assertThat(parsed.problems()).first().extracting(DotEnv.Problem::code).isEqualTo("value_too_long");
        assertThat(parsed.entries().values())
                .allSatisfy(entry -> assertThat(entry.text().length()).isLessThan(70_000));
    }

    @Test
    void byteOrderMark_isTold() {
        assertThat(DotEnvDialect.parse(Dialect.STRICT, "\ufeffA=1\n").problems())
                .extracting(DotEnv.Problem::code)
                .containsExactly("byte_order_mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=x\u00a0", "A=\u2028x", "A=\u3000x"})
    void foreignWhiteSpaceAroundAValue_isRefused(String line) {
        assertThat(DotEnv.parse(line).problems())
                .extracting(DotEnv.Problem::code)
                .containsExactly("white_space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pt1h", "PT1H-59M", "pt30s", "+PT1S", "P1DT-1H"})
    void durationInAnotherSpelling_isRefused(String text) {
        assertThat(Direct.duration(text)).isNull();
    }

    record Urls(
            @Env("URLS") List<URI> urls,

            @Env("DATABASE_URL") @StartsWith("jdbc:postgresql:")
            String database,

            @Env("HOOK") URI hook,
            @Env("ORG") @Sensitive @Origin String origin) {}

    @Test
    void partsOfUrls_areNotShown() {
        Reading<Urls> reading = Environment.of(Map.of(
                        "APP_ENV", "production",
                        "URLS", "https://user:pa55-hunter2,rest@host.example/",
                        "DATABASE_URL", "jdbc:mysql://db/app?user=u&password=hunter2-prod",
                        "HOOK", "http://hooks.example/services/T000/XXXsecretXXX?token=abc123secret",
                        "ORG", "https://Tenant-S3cret.example.com/"))
                .load(Urls.class);

        assertThat(reading.faults()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(reading.report() + new String(reading.details().toJson(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("hunter2", "XXXsecret", "abc123", "enant")
                .contains("jdbc:mysql://db/...", "http://hooks.example/...");
    }

    @Test
    void restOfAUrlThatAListSplit_isNotShown() {
        Reading<Urls> reading = Environment.of(Map.of("URLS", "https://a.example/?token=abc,hunter2"))
                .load(Urls.class);

        assertThat(reading.report()).contains("URLS[1]: not_a_url").doesNotContain("hunter2");
    }

    /** The most common fault of such a setting. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example/services/T000/hunter2",
                "//hooks.example/services/hunter2",
                "https:/hooks.example/hunter2",
                "https//hooks.example/hunter2",
                "https:\\\\hooks.example\\hunter2",
                "https://hooks.example\\hunter2",
                "api.example?access_token=hunter2",
                "api.example/hunter2?back=https://b.example"
            })
    void urlWithoutItsScheme_isNotShown(String url) {
        for (String variable : List.of("HOOK", "ORG")) {
            Reading<Urls> reading = Environment.of(Map.of(variable, url)).load(Urls.class);

            assertThat(reading.report()).contains(variable + ": not_a").doesNotContain("hunter2");
        }
    }
}
