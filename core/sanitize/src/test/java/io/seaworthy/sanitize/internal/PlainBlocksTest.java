package io.seaworthy.sanitize.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainBlocksTest {

    private static boolean isPlain(int c) {
        return c == '\n' || (c >= ' ' && c <= '~' && "&<>\"'`{".indexOf(c) < 0);
    }

    @Test
    void everyCharacter_isToldAtEveryPlaceOfAVector() {
        char[] text = "Harbour master ".repeat(80).substring(0, 1_100).toCharArray();
        for (int c = 0; c < 0x10000; c++) {
            int at = (c * 31) % text.length;
            char before = text[at];
            text[at] = (char) c;
            int plain = PlainBlocks.plain(new String(text), 0);
            assertThat(plain).as("U+%04X at %d", c, at).isEqualTo(isPlain(c) ? text.length : at / 512 * 512);
            text[at] = before;
        }
    }

    @Test
    void everySpecialCharacter_isFoundAtEveryPlace() {
        char[] text = "x".repeat(1_100).toCharArray();
        for (char c : "&<>\"'`{\t\r\0\u007f\u00a0\u2028\uffff\ud800".toCharArray()) {
            for (int at = 0; at < text.length; at++) {
                text[at] = c;
                assertThat(PlainBlocks.plain(new String(text), 0)).isEqualTo(at / 512 * 512);
                text[at] = 'x';
            }
        }
    }

    @Test
    void lengths_areCounted() {
        for (int length = 0; length < 1_100; length++) {
            assertThat(PlainBlocks.plain("x\n".repeat(600).substring(0, length), 0))
                    .isEqualTo(length);
        }
        assertThat(PlainBlocks.plain("<".repeat(10) + "x".repeat(600), 10)).isEqualTo(610);
    }
}
