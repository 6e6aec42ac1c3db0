package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nested records, choices, conditions, old names: by reflection; the processor's tests compare with generated schemas. */
class RecordRulesTest {

    sealed interface Storage {
        record InMemory() implements Storage {}

        record Disk(
                @Env("PATH") Path path,
                @Env("MAX") @Default("1MiB") DataSize max) implements Storage {}
    }

    record Pool(@Env("SIZE") @Default("4") int size) {}

    record Database(
            @Env("HOST") String host, @Prefix("POOL_") Pool pool) {}

    record Settings(
            @Prefix("DB_") Database database,

            @ChosenBy(value = "STORAGE", otherwise = "in-memory", prefix = "STORAGE_")
            Storage storage,

            @Env("SERVER") @Default("jdk") String server,

            @Env("THREADS") @When(variable = "SERVER", is = "servlet")
            Optional<Integer> threads,

            @Env("GRACE") @Default("30") @Renamed(from = "OLD_GRACE", removedIn = "3.0")
            int grace,

            @Env("LEGACY") @Retired(removedIn = "3.0", instead = "set SERVER")
            Optional<String> legacy,

            @Env("USER_NAME") Optional<String> user,
            @Env("USER_PASSWORD") Optional<String> password,
            @Env("TOKEN") Optional<String> token) {
        static void rules(Rules rules) {
            rules.together("USER_NAME", "USER_PASSWORD");
            rules.exclusive("USER_NAME", "TOKEN");
        }
    }

    private static Reading<Settings> read(String variables) {
        Map<String, String> map = new HashMap<>(Map.of("DB_HOST", "db"));
        for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ")) {
            String[] parts = variable.split("=", 2);
            map.put(parts[0], parts[1]);
        }
        return Environment.of(map).load(Settings.class);
    }

    @Test
    void recordsWithin_areReadUnderTheirPrefix() {
        Settings settings =
                read("DB_POOL_SIZE=9 STORAGE=disk STORAGE_PATH=/data").settings();

        assertThat(settings.database()).isEqualTo(new Database("db", new Pool(9)));
        assertThat(settings.storage()).isEqualTo(new Storage.Disk(Path.of("/data"), DataSize.parse("1MiB")));
        assertThat(read("").settings().storage()).isEqualTo(new Storage.InMemory());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STORAGE=disk | STORAGE_PATH missing",
                "STORAGE=tape STORAGE_MAX=x | STORAGE not_an_option",
                "STORAGE=disk STORAGE_PATH=/x STORAGE_MAX=x | STORAGE_MAX not_a_size",
                "SERVER=servlet THREADS=x | THREADS not_a_number",
                "GRACE=1 OLD_GRACE=2 | GRACE conflict",
                "OLD_GRACE=x | GRACE not_a_number",
                "USER_NAME=u | USER_PASSWORD missing",
                "USER_NAME=u USER_PASSWORD=p TOKEN=t | TOKEN conflict",
            })
    void fault_isTheOneOfTheRule(String variables, String expected) {
        assertThat(read(variables).faults())
                .extracting(fault -> fault.path() + " " + fault.reason())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "THREADS=4 | THREADS has no effect: it counts where SERVER is servlet",
                "STORAGE_PATH=/x | STORAGE_PATH has no effect: it counts where STORAGE is disk",
                "OLD_GRACE=2 | OLD_GRACE is now GRACE; 3.0 removes the old name",
                "GRACE=2 OLD_GRACE=2 | OLD_GRACE is now GRACE; 3.0 removes the old name",
                "LEGACY=x | LEGACY goes in 3.0; instead set SERVER",
            })
    void warning_namesWhatHasNoEffectOrGoes(String variables, String warning) {
        Reading<Settings> reading = read(variables);

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.warnings()).containsExactly(warning);
    }

    @Test
    void oldName_givesTheValue() {
        assertThat(read("OLD_GRACE=7").settings().grace()).isEqualTo(7);
        assertThat(SettingsDocs.of(Settings.class).markdown()).contains("OLD_GRACE is its old name; 3.0 removes that.");
    }

    record Places(
            @Env("DATA") @Exists Path data,
            @Env("SECRET_KEY") @MinBytes(16) io.seaworthy.kernel.Secret key) {}

    @Test
    void imageBuild_checksTheShapeAlone() {
        Environment build = Environment.of(Map.of("DATA", "/not/there"));

        assertThat(build.checkShape(Places.class)).isEmpty();
        assertThat(build.load(Places.class).faults()).hasSize(2);
        assertThat(Environment.of(Map.of("SECRET_KEY", "changeme")).checkShape(Places.class))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo("weak_placeholder"));
        assertThat(Environment.of(Map.of("SECRET_KYE", "x")).checkShape(Places.class))
                .hasSize(1);
    }

    record Wrong(@Env("A") @When(variable = "B", is = "x") int a) {}

    @Test
    void conditionThatCannotBe_isRefused() {
        assertThatThrownBy(() -> Environment.of(Map.of()).load(Wrong.class))
                .hasMessageContaining("A: unknown_reference")
                .hasMessageContaining("A: no_value");
    }

    @Test
    void kubernetesSnippet_namesWhatIsRequired() {
        assertThat(SettingsDocs.of(Settings.class).kubernetes("app"))
                .contains("  - name: DB_HOST\n    value: \"text\"\n")
                .contains("  # - name: DB_POOL_SIZE\n  #   value: \"4\"\n");
        assertThat(SettingsDocs.of(Places.class).kubernetes("app"))
                .contains("      secretKeyRef:\n        name: app\n        key: SECRET_KEY\n");
        assertThat(List.of(Profile.values())).hasSize(3);
    }
}
