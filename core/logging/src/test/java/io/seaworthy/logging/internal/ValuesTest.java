package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.logging.Redactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static String shown(String text, int max) {
        return Values.redacted(text, max, Redactor.standard()::redact);
    }

    @Test
    void shortText_isRedactedWhole() {
        assertThat(shown("abc", 3)).isEqualTo("abc");
        assertThat(shown("password=x", 10)).isEqualTo("password=[redacted]");
    }

    @Test
    void longText_isCut() {
        assertThat(shown("abcdef", 3)).isEqualTo("abc...");
        assertThat(shown("a".repeat(10_000_000), 100)).isEqualTo("a".repeat(100) + "...");
    }

    @Test
    void cut_halvesNoCharacter() {
        assertThat(shown("\ud83d\ude00".repeat(10), 5)).isEqualTo("\ud83d\ude00\ud83d\ude00...");
    }

    @Test
    void hugeNumber_costsNoSecondsAndIsNamed() {
        BigInteger huge = BigInteger.ONE.shiftLeft(4_000_000);
        assertThat(Values.text(huge)).isEqualTo("[BigInteger of 4000001 bits]");
        assertThat(Values.text(new BigDecimal(huge))).isEqualTo("[BigDecimal of 4000001 bits]");
        assertThat(Values.isNumber(huge)).isFalse();
        assertThat(Values.isNumber(new BigDecimal(huge))).isFalse();
        assertThat(Values.isNumber(new BigDecimal("1.5"))).isTrue();
    }

    @Test
    void cardThatIsADecimal_isShownAsDigitsAndFound() {
        for (Object card : new Object[] {
            4111111111111111d, new BigDecimal("4111111111111111.00"), new BigDecimal("41111111111111110E-1")
        }) {
            assertThat(Values.text(card)).isEqualTo("4111111111111111");
            assertThat(shown(Values.text(card), 100)).isEqualTo("[redacted:card]");
        }
        assertThat(Values.text(-4111111111111111d)).isEqualTo("4111111111111111");
        assertThat(Values.text(4111111111111112d)).isEqualTo("4.111111111111112E15");
        assertThat(Values.text(new BigDecimal("4111111111111111.5"))).isEqualTo("4111111111111111.5");
        assertThat(Values.text(new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
        assertThat(Values.text(1.5)).isEqualTo("1.5");
    }

    /** A secret that begins before the cut and ends behind it. */
    @Test
    void secretAcrossTheCut_isNotShownInPart() {
        for (int before = 80; before <= 100; before++) {
            String text = "x".repeat(before - 1) + " 4111111111111111 " + "y".repeat(1000);
            assertThat(shown(text, 100)).as("at %d", before).doesNotContain("4111");
        }
    }

    @Test
    void secretAtTheEndOfWhatIsLookedAt_isNotShownInPart() {
        String shrinking = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + "s".repeat(200) + " ";
        for (int pad = 0; pad < 300; pad++) {
            String text = shrinking + "x".repeat(pad) + " 4111111111111111 " + "y".repeat(1000);
            assertThat(shown(text, 250)).as("pad %d", pad).doesNotContain("4111");
        }
    }
}
