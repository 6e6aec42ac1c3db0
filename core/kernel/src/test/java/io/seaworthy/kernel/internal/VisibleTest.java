package io.seaworthy.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {

    @Test
    void controlsFormatsAndSurrogates_areNotVisible() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || (type == Character.UNASSIGNED && (c & 0xfffe) == 0xfffe)) {
                assertThat(Visible.isVisible(c)).as("U+%04X", c).isFalse();
            }
            if (Character.isLetterOrDigit(c)) {
                assertThat(Visible.isVisible(c)).as("U+%04X", c).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xad, 0x61c, 0x180e, 0x200b, 0x200f, 0x202a, 0x202e, 0x2060, 0x2069, 0xfeff, 0xfff9, 0xe0041})
    void deceptiveFormats_areNotVisible(int point) {
        assertThat(Visible.isVisible(point)).isFalse();
    }

    @Test
    void visibleText_isReturnedAsItIs() {
        String text = "plain é € 💩 \\ \"";
        assertThat(Visible.escape(text)).isSameAs(text);
        assertThat(Visible.escape("")).isEmpty();
    }

    @Test
    void otherText_isEscapedUnitByUnit() {
        assertThat(Visible.escape("é\r\n\tb\u001b\u202e\ud800\u2028💩\udb40\udc41"))
                .isEqualTo("é\\r\\n\\tb\\u001b\\u202e\\ud800\\u2028💩\\udb40\\udc41");
    }
}
