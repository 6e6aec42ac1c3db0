package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of W3C Trace Context sections 3.2 and 4, one row each. */
class TraceParentTest {

    private static final String IDS = "0123456789abcdef0123456789abcdef-0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "00-" + IDS + "-00, 0",
        "00-" + IDS + "-01, 1",
        "00-" + IDS + "-02, 2",
        "00-" + IDS + "-03, 3",
        "00-" + IDS + "-ff, 3",
        "00-" + IDS + "-f4, 0",
        "01-" + IDS + "-01, 1",
        "cc-" + IDS + "-01, 1",
        "cc-" + IDS + "-01-what-the-future-brings, 1",
        "cc-" + IDS + "-01-, 1",
        "fe-" + IDS + "-01-, 1",
        "' 00-" + IDS + "-01', 1",
        "'\t00-" + IDS + "-01 \t', 1"
    })
    void validField_isRead(String field, int flags) {
        TraceParent parent = TraceParent.parse(field);
        assertThat(parent).isNotNull();
        assertThat(parent.traceId()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(parent.parentId()).isEqualTo("0123456789abcdef");
        assertThat(parent.flags()).isEqualTo(flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "00",
                "00-" + IDS + "-0",
                "00-" + IDS,
                "00-" + IDS + "-",
                "00-" + IDS + "-010",
                "00-" + IDS + "-0102",
                "00-" + IDS + "-01-",
                "00-" + IDS + "-01-what-the-future-brings",
                "cc-" + IDS + "-01.what",
                "cc-" + IDS + "-010",
                "ff-" + IDS + "-01",
                "ff-" + IDS + "-01-",
                "0-" + IDS + "-01",
                "000-" + IDS + "-01",
                ".0-" + IDS + "-01",
                "0.-" + IDS + "-01",
                "FE-" + IDS + "-01",
                "00-0123456789ABCDEF0123456789abcdef-0123456789abcdef-01",
                "00-0123456789abcdef0123456789abcdef-0123456789ABCDEF-01",
                "00-" + IDS + "-0A",
                "00-" + IDS + "-.0",
                "00-" + IDS + "-0.",
                "00-.123456789abcdef0123456789abcdef-0123456789abcdef-01",
                "00-0123456789abcdef0123456789abcdef-.123456789abcdef-01",
                "00-00000000000000000000000000000000-0123456789abcdef-01",
                "00-0123456789abcdef0123456789abcdef-0000000000000000-01",
                "00-0123456789abcdef0123456789abcde-0123456789abcdef-01",
                "00-0123456789abcdef0123456789abcdef0-0123456789abcdef-01",
                "00-0123456789abcdef0123456789abcdef-0123456789abcde-01",
                "00-0123456789abcdef0123456789abcdef-0123456789abcdef0-01",
                "00_0123456789abcdef0123456789abcdef_0123456789abcdef_01",
                "00-0123456789abcdef0123456789abcdef-0123456789abcdef_01",
                "00-０123456789abcdef0123456789abcdef-0123456789abcdef-01",
                "00-" + IDS + "-01,00-" + IDS + "-01",
                "\u000b00-" + IDS + "-01"
            })
    void invalidField_isNotRead(String field) {
        assertThat(TraceParent.parse(field)).isNull();
    }

    @Test
    void twoFields_areInvalidEvenIfEqual() {
        String field = "00-" + IDS + "-01";
        assertThat(TraceParent.of(List.of(field))).isNotNull();
        assertThat(TraceParent.of(List.of(field, field))).isNull();
        assertThat(TraceParent.of(List.of())).isNull();
    }

    @Test
    void oneChangedCharacter_neverGivesIdsThatAreNoIds() {
        long seed = System.nanoTime();
        System.err.println("TraceParentTest seed " + seed);
        Random random = new Random(seed);
        String field = "00-" + IDS + "-01";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder changed = new StringBuilder(field);
            changed.setCharAt(
                    random.nextInt(field.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            TraceParent parent = TraceParent.parse(changed.toString());
            if (parent != null) {
                assertThat(parent.traceId()).as("seed %d: %s", seed, changed).matches("[0-9a-f]{32}");
                assertThat(parent.parentId()).as("seed %d: %s", seed, changed).matches("[0-9a-f]{16}");
            }
        }
    }
}
