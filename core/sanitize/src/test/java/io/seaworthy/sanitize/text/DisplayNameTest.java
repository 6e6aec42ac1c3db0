package io.seaworthy.sanitize.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayNameTest {

    @ParameterizedTest
    @CsvSource({
        "Maria, Maria",
        "'  Jos\u0065\u0301  ', Jos\u00e9",
        "O'Brien <x>, O'Brien <x>",
        "\u0645\u062d\u0645\u062f, \u0645\u062d\u0645\u062f",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\ud83d\udc69\u200d\ud83d\udcbb, \ud83d\udc69\u200d\ud83d\udcbb",
        "\u2764\ufe0f, \u2764\ufe0f",
        "1\ufe0f\u20e3, 1\ufe0f\u20e3",
    })
    void name_isNormalised(String text, String name) {
        assertThat(DisplayName.parse(text).toOptional().orElseThrow().text()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "'  ', EMPTY",
        "'a\nb', CONTROL_CHARACTER",
        "'a\0b', CONTROL_CHARACTER",
        "a\u0085b, CONTROL_CHARACTER",
        "a\u2028b, CONTROL_CHARACTER",
        "a\u202eb, BIDI_CONTROL",
        "a\u2066b, BIDI_CONTROL",
        "a\u200fb, BIDI_CONTROL",
        "a\u200bb, INVISIBLE_CHARACTER",
        "a\u200db, INVISIBLE_CHARACTER",
        "a\ufeffb, INVISIBLE_CHARACTER",
        "a\u00adb, INVISIBLE_CHARACTER",
        "\u3164, INVISIBLE_CHARACTER",
        "admin\ufe0f, INVISIBLE_CHARACTER",
        "\u2764\ufe0f\ufe0f, INVISIBLE_CHARACTER",
        "1\ufe0f, INVISIBLE_CHARACTER",
        "\ufe0f, INVISIBLE_CHARACTER",
        "a\udb40\udc41b, INVISIBLE_CHARACTER",
        "a\ud800b, NOT_A_CHARACTER",
        "a\uffffb, NOT_A_CHARACTER",
        "a\ue000b, NOT_A_CHARACTER",
        "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358\u0359, TOO_MANY_MARKS",
    })
    void deceptiveName_isRefused(String text, TextRefusal reason) {
        assertThat(DisplayName.parse(text).refusal()).isEqualTo(reason);
    }

    @Test
    void length_isInCodePoints() {
        assertThat(DisplayName.parse("\ud83d\ude00".repeat(64)).refusal()).isNull();
        assertThat(DisplayName.parse("\ud83d\ude00".repeat(65)).refusal()).isEqualTo(TextRefusal.TOO_LONG);
        assertThat(DisplayName.parse("a".repeat(1_000_000)).refusal()).isEqualTo(TextRefusal.TOO_LONG);
    }

    @Test
    void acceptedText_isItsOwnNormalForm() throws Exception {
        for (Object entry : Vectors.list("text/blns.json")) {
            Title.parse((String) entry)
                    .toOptional()
                    .ifPresent(title -> assertThat(
                                    Title.parse(title.text()).toOptional().orElseThrow())
                            .isEqualTo(title));
        }
    }
}
