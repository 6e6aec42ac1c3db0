package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter of the short way lets everything through that the search calls a typo, and little else. */
class TypoFilterTest {

    private static final List<Setting> MAPS = ReflectiveSchema.of(HarbourSettings.class).settings().stream()
            .filter(Setting::isMap)
            .toList();

    private static boolean passes(String given, String known) {
        return known.contains("<")
                ? new TypoFilter(given).mayMean(MAPS.get(0))
                : new TypoFilter(given).mayMean(new TypoFilter(known));
    }

    @ParameterizedTest
    @CsvSource({
        "APP_ENVIRONMENT, APP_ENV, true",
        "APP_EVN, APP_ENV, true",
        "APPENV, APP_ENV, true",
        "TRY_KEYS, TRIES_KEYS, true",
        "PLAN_FREE_PER_MIN, PLAN_<NAME>_PER_MINUTE, true",
        "plan_free_per_minute, PLAN_<NAME>_PER_MINUTE, true",
        "PLAN_FREE_PER_MINUTE, PLAN_<NAME>_PER_MINUTE, false",
        "PATH, APP_ENV, false",
        "HOME, APP_ENV, false",
        "KUBERNETES_SERVICE_HOST, DATABASE_URL, false",
    })
    void name_passesWhereItMayBeATypo(String given, String known, boolean passes) {
        assertThat(passes(given, known)).isEqualTo(passes);
    }

    @Test
    void whatTheSearchFinds_passes() {
        long seed = 404;
        System.out.println("TypoFilterTest seed " + seed);
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(TypoCorpusTest.NAMES);
        names.addAll(List.of("APP_ENV", "PORT", "HOST", "KEY_TRIES", "A_BC", "DB_URL"));
        int runs = Boolean.getBoolean("seaworthy.long") ? 2_000_000 : 50_000;
        int found = 0;
        for (int run = 0; run < runs; run++) {
            String known = names.get(random.nextInt(names.size()));
            String given = known;
            for (int slips = 1 + random.nextInt(3); slips > 0 && given.length() > 3; slips--) {
                given = TypoCorpusTest.slip(given, random.nextInt(11), random);
            }
            if (!given.equals(known) && NameTypos.closest(given, List.of(known)) != null) {
                found++;
                assertThat(new TypoFilter(given).mayMean(new TypoFilter(known)))
                        .as(given + " for " + known)
                        .isTrue();
            }
        }
        assertThat(found).isGreaterThan(runs / 4);
    }

    @Test
    void shortWay_seesTheTyposOfTheLongOne() {
        Schema<Object> schema = new Schema<>("Short") {
            @Override
            protected void describe(Description description) {
                description.component("PORT", int.class).defaultTo("1");
            }

            @Override
            protected Object create(Object[] values) {
                return values[0];
            }

            @Override
            protected Object direct(Direct in) {
                int port = in.integer("PORT", 0, 9, "1");
                return in.isComplete() ? "short " + port : null;
            }
        };
        assertThat(Environment.of(Map.of("PATH", "/", "HOME", "x")).settings(schema))
                .isEqualTo("short 1");
        for (String typo : List.of("APP_ENVIRONMENT", "APP_EVN", "APPENV", "PROT", "app_env")) {
            Environment environment = Environment.of(Map.of(typo, "2"));
            assertThat(environment.load(schema).faults()).as(typo).hasSize(1);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> environment.settings(schema)))
                    .as(typo)
                    .isNotNull();
        }
    }
}
