package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the sources, and what is said about them. */
class EnvironmentTest {

    record Settings(
            @Env("APP_ENV") Profile profile,
            @Env("PORT") @Default("1") int port,
            @Env("TOKEN") Optional<Secret> token,
            @Env("PLAN_<NAME>") Map<String, Integer> plans) {}

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void firstSource_winsAndNamesWhatItShadows() throws IOException {
        file("secrets/TOKEN", "from-directory\n");
        file("secrets/..data/TOKEN", "not looked at");
        Path dotEnv = file(".env", "# mine\nPORT=4\nTOKEN=from-dot-env\nPLAN_A=1");
        Reading<Settings> reading = Environment.builder()
                .memory("flags", Map.of("PORT", "2", "PLAN_B", "2"))
                .environment(Map.of("PORT", "3", "PLAN_B", "3", "TOKEN", ""))
                .secretDirectory(folder.resolve("secrets"))
                .dotEnv(dotEnv)
                .build()
                .load(Settings.class);

        assertThat(reading.report()).isEmpty();
        assertThat(reading.settings().port()).isEqualTo(2);
        assertThat(reading.settings().plans()).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(reading.settings().token().orElseThrow().exposeUtf8()).isEqualTo("from-directory");
        assertThat(reading.provenance().get("PORT"))
                .isEqualTo(new Provenance(Source.MEMORY, "flags", List.of("environment", ".env:2")))
                .hasToString("flags, not environment or .env:2");
        assertThat(reading.provenance().get("TOKEN"))
                .isEqualTo(new Provenance(
                        Source.SECRET_DIRECTORY, folder.resolve("secrets/TOKEN").toString(), List.of(".env:3")));
        assertThat(reading.provenance().get("APP_ENV")).hasToString("default");
    }

    @Test
    void fileOfAnEarlierSource_winsOverTheValueOfALaterOne() throws IOException {
        Path secret = file("token", "from-file");
        Reading<Settings> reading = Environment.builder()
                .environment(Map.of("TOKEN_FILE", secret.toString()))
                .memory("later", Map.of("TOKEN", "x"))
                .build()
                .load(Settings.class);

        assertThat(reading.settings().token().orElseThrow().exposeUtf8()).isEqualTo("from-file");
        assertThat(reading.provenance().get("TOKEN")).hasToString("TOKEN_FILE of environment, not later");
        assertThat(reading.sources().get("TOKEN")).isEqualTo(Source.FILE);
    }

    @Test
    void systemProperty_ofTheExactNameIsRead() {
        System.setProperty("PLAN_PROPERTY", "7");
        try {
            Reading<Settings> reading =
                    Environment.builder().systemProperties().build().load(Settings.class);

            assertThat(reading.settings().plans()).containsEntry("property", 7);
            assertThat(reading.sources().get("PLAN_<NAME>")).isEqualTo(Source.SYSTEM_PROPERTY);
        } finally {
            System.clearProperty("PLAN_PROPERTY");
        }
    }

    @Test
    void dotEnv_isNotReadOutsideDevelopmentAndCannotNameTheEnvironment() throws IOException {
        Path dotEnv = file(".env", "APP_ENV=development\nPORT=4\nthis is no line\n");
        Reading<Settings> reading = Environment.builder()
                .environment(Map.of("APP_ENV", "production"))
                .dotEnv(dotEnv)
                .build()
                .load(Settings.class);

        assertThat(reading.profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(reading.settings().port()).isEqualTo(1);
        assertThat(reading.warnings()).containsExactly(".env is for development and was not read in production");

        Reading<Settings> escalated = Environment.builder()
                .dotEnv(file("b/.env", "APP_ENV=production"))
                .build()
                .load(Settings.class);
        assertThat(escalated.profile()).isEqualTo(Profile.DEVELOPMENT);
        assertThat(escalated.faults())
                .extracting(fault -> fault.path() + " " + fault.reason())
                .containsExactly("APP_ENV environment_in_dotenv");
    }

    @Test
    void faultsOfSources_standBesideTheOthers() throws IOException {
        Path dotEnv = file(".env", "PORT=http\nexport A=1\nTOKEN=$B\n");
        Reading<Settings> reading = Environment.builder()
                .secretDirectory(file("plain", "x"))
                .secretDirectory(folder.resolve("absent"))
                .dotEnv(dotEnv)
                .build()
                .load(Settings.class);

        assertThat(reading.faults())
                .extracting(Violation::reason)
                .containsExactly("not_a_directory", "export", "interpolation", "not_a_number");
        assertThat(reading.faults()).extracting(Violation::path).contains(".env:2:1", ".env:3:7", "PORT");
    }

    @Test
    void typoInADirectoryOrDotEnv_isAFault() throws IOException {
        file("secrets/TOKNE", "x");
        Reading<Settings> reading = Environment.builder()
                .secretDirectory(folder.resolve("secrets"))
                .dotEnv(file(".env", "PROT=1"))
                .build()
                .load(Settings.class);

        assertThat(reading.faults())
                .extracting(fault -> fault.path() + " " + fault.hint())
                .containsExactly("PROT Did you mean PORT?", "TOKNE Did you mean TOKEN?");
    }

    @Test
    void sourceGivenTwiceOrNone_isRefused() {
        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> Environment.builder()
                                        .environment()
                                        .environment()
                                        .build())
                        .violations())
                .extracting(Violation::reason)
                .containsExactly("given_twice");
        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> Environment.builder().build())
                        .violations())
                .extracting(Violation::reason)
                .containsExactly("missing");
    }
}
