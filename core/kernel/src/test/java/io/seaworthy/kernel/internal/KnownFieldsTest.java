package io.seaworthy.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownFieldsTest {

    private final KnownFields known = new KnownFields();

    @Test
    void beforeItBegan_nothingIsKnown() {
        known.wrote("Vary", "Origin");
        assertThat(known.isAbsent("Vary")).isFalse();
        assertThat(known.isAbsent("Referrer-Policy")).isFalse();
        assertThat(known.value("Vary")).isNull();
    }

    @Test
    void fieldThatWasWritten_hasItsValueInAnyCase() {
        known.begin();
        known.wrote("Vary", "Origin");
        assertThat(known.value("vary")).isEqualTo("Origin");
        assertThat(known.isAbsent("VARY")).isFalse();
        assertThat(known.isAbsent("Very")).isTrue();
    }

    @Test
    void fieldThatSomebodyElseChanged_mustBeAskedFor() {
        known.begin();
        known.wrote("Vary", "Origin");
        known.changed("vary");
        assertThat(known.value("Vary")).isNull();
        assertThat(known.isAbsent("Vary")).isFalse();
        known.changed("Server");
        assertThat(known.isAbsent("server")).isFalse();
    }

    @Test
    void whatIsForgotten_mustBeAskedForUntilItBeginsAgain() {
        known.begin();
        known.wrote("Vary", "Origin");
        known.forget();
        assertThat(known.value("Vary")).isNull();
        assertThat(known.isAbsent("Age")).isFalse();
        known.begin();
        assertThat(known.isAbsent("Vary")).isTrue();
    }

    /** A server may fold it onto any name, such as the guard's own. */
    @Test
    void nameBeyondAscii_leavesNothingKnown() {
        known.begin();
        known.wrote("X-Frame-Options", "DENY");
        known.changed("X-Frame-Option\u017f");
        assertThat(known.value("X-Frame-Options")).isNull();
        assertThat(known.isAbsent("Vary")).isFalse();
    }

    @Test
    void noName_isNoField() {
        known.begin();
        known.changed(null);
        assertThat(known.isAbsent("Vary")).isTrue();
    }

    /** Names of equal length, first and last letter share a bit, and more fields come than usual. */
    @Test
    void manyFields_areKeptApart() {
        long seed = new Random().nextLong();
        System.out.println("KnownFieldsTest seed " + seed);
        Random random = new Random(seed);
        Map<String, String> model = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.begin();
        for (int i = 0; i < 5_000; i++) {
            String name = "x-" + random.nextInt(60) + (random.nextBoolean() ? "-a" : "-b");
            String shown = random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
            String value = random.nextInt(4) == 0 ? null : Integer.toString(i);
            if (value == null) {
                known.changed(shown);
            } else {
                known.wrote(shown, value);
            }
            model.put(name, value == null ? "" : value);
            String asked = "X-" + random.nextInt(60) + "-A";
            assertThat(known.isAbsent(asked)).isEqualTo(!model.containsKey(asked));
            String expected = model.getOrDefault(asked, "");
            assertThat(known.value(asked)).isEqualTo(expected.isEmpty() ? null : expected);
        }
    }
}
