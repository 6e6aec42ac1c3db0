package io.seaworthy.sanitize.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusablesTest {

    @Test
    void table_isWhatTheStandardsDataSayAndSmall() throws Exception {
        try (InputStream in = Objects.requireNonNull(Confusables.class.getResourceAsStream("confusables.txt"))) {
            byte[] table = in.readAllBytes();
            assertThat(table.length).isLessThan(150 << 10);
            assertThat(new String(table, StandardCharsets.UTF_8)).isEqualTo(ConfusablesTable.table());
        }
    }

    /** Every character that this JDK knows: a newer standard's decompositions are not in its normaliser. */
    @Test
    void everyCharacter_hasTheSkeletonThatIcuGives() {
        int compared = 0;
        for (int c = 0; c < 0x110000; c++) {
            if (Character.isDefined(c) && Character.getType(c) != Character.SURROGATE) {
                String text = Character.toString(c);
                assertThat(Confusables.skeleton(text)).as("U+%04X", c).isEqualTo(ConfusablesTable.skeleton(text));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(270_000);
    }

    @Test
    void randomTexts_haveTheSkeletonThatIcuGives() {
        long seed = 20_039;
        System.out.println("ConfusablesTest seed " + seed);
        Random random = new Random(seed);
        int[] starts = {0x20, 0xc0, 0x300, 0x370, 0x400, 0x590, 0x900, 0x1100, 0x1e00, 0x2100, 0xac00, 0xff00, 0x1d400};
        int runs = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 20_000;
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                int c = starts[random.nextInt(starts.length)] + random.nextInt(0xb0);
                if (Character.isDefined(c)) {
                    text.appendCodePoint(c);
                }
            }
            assertThat(Confusables.skeleton(text.toString())).isEqualTo(ConfusablesTable.skeleton(text.toString()));
        }
    }

    @Test
    void heapsOfMarks_takeLinearTime() {
        String heap = "a" + "\u0301".repeat(300_000) + "\u0316".repeat(300_000);
        long start = System.nanoTime();
        String skeleton = Confusables.skeleton(heap);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L); // minutes, were it the square
        assertThat(skeleton).hasSizeGreaterThan(600_000);
        String thirty = "a" + "\u0301".repeat(15) + "\u0316".repeat(15);
        assertThat(Confusables.skeleton(thirty)).isEqualTo(ConfusablesTable.skeleton(thirty));
    }

    @ParameterizedTest
    @CsvSource({
        "paypal, p\u0430yp\u0430l, true",
        "admin, \u0430dmin, true",
        "google, g\u043e\u043egle, true",
        "rn, m, true",
        "l0, lO, true",
        "\u00e9, e\u0301, true",
        "paypal, paypa1, true",
        "paypal, pay-pal, false",
        "anna, hannah, false",
        "'', '', true"
    })
    void namesThatLookAlike_areTold(String one, String two, boolean alike) {
        assertThat(Confusables.lookAlike(one, two)).isEqualTo(alike);
    }
}
