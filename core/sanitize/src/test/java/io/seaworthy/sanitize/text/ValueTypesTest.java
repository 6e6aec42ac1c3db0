package io.seaworthy.sanitize.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.Vectors;
import io.seaworthy.sanitize.file.SafeFileName;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpUrl;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypesTest {

    private static String of(Checked<?, ?> checked) {
        return checked.toOptional().map(Object::toString).orElseGet(() -> "" + checked.refusal());
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "harbour-2026, harbour-2026",
        "0, 0",
        "'', EMPTY",
        "-a, NOT_A_SLUG",
        "a-, NOT_A_SLUG",
        "a--b, NOT_A_SLUG",
        "A, NOT_A_SLUG",
        "a b, NOT_A_SLUG",
        "a_b, NOT_A_SLUG",
        "../a, NOT_A_SLUG",
        "\u00e9, NOT_A_SLUG",
        "\u0661, NOT_A_SLUG",
        "a%20b, NOT_A_SLUG",
        "a.b, NOT_A_SLUG",
        "-, NOT_A_SLUG"
    })
    void slug_isWordsWithHyphens(String text, String expected) {
        assertThat(of(Slug.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "12345678, 12345678",
        "req-0.1_2~Z, req-0.1_2~Z",
        "1234567, NOT_A_REQUEST_ID",
        "'', EMPTY",
        "'1234 5678', NOT_A_REQUEST_ID",
        "../../etc, NOT_A_REQUEST_ID",
        "<b>12345, NOT_A_REQUEST_ID",
        "1234%0d%0a, NOT_A_REQUEST_ID",
        "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668, NOT_A_REQUEST_ID"
    })
    void requestId_isUnreservedCharacters(String text, String expected) {
        assertThat(of(RequestId.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "+4915112345678, +***78",
        "+1234567, +***67",
        "+123456789012345, +***45",
        "+1234567890123456, TOO_LONG",
        "4915112345678, NOT_A_PHONE_NUMBER",
        "+0123456789, NOT_A_PHONE_NUMBER",
        "+49 151 1234, NOT_A_PHONE_NUMBER",
        "+123456, NOT_A_PHONE_NUMBER",
        "+49151-1234, NOT_A_PHONE_NUMBER",
        "+\u0661\u0662\u0663\u0664\u0665\u0666\u0667, NOT_A_PHONE_NUMBER"
    })
    void phoneNumber_isInternational(String text, String expected) {
        assertThat(of(PhoneNumber.parse(text))).isEqualTo(expected);
    }

    @Test
    void lengths_areBounded() {
        assertThat(of(Slug.parse("a".repeat(80)))).hasSize(80);
        assertThat(of(Slug.parse("a".repeat(81)))).isEqualTo("TOO_LONG");
        assertThat(of(RequestId.parse("a".repeat(128)))).hasSize(128);
        assertThat(of(RequestId.parse("a".repeat(129)))).isEqualTo("TOO_LONG");
        assertThat(of(RequestId.parse("a\r\nSet-Cookie: b=c"))).isEqualTo("NOT_A_REQUEST_ID");
    }

    @Test
    void equality_isByText() {
        assertThat(Slug.parse("a")).isEqualTo(Slug.parse("a")).hasSameHashCodeAs(Slug.parse("a"));
        assertThat(Slug.parse("a")).isNotEqualTo(Slug.parse("b"));
        assertThat(RequestId.parse("12345678")).isEqualTo(RequestId.parse("12345678"));
        assertThat(PhoneNumber.parse("+1234567")).isEqualTo(PhoneNumber.parse("+1234567"));
    }

    /** Whatever comes in: an answer, and a refusal says nothing of it. */
    @Test
    void refusal_neverHoldsTheInput() throws Exception {
        List<Function<String, Checked<?, ?>>> parsers = List.of(
                Slug::parse,
                RequestId::parse,
                PhoneNumber::parse,
                Email::parse,
                DisplayName::parse,
                Title::parse,
                SafeFileName::parse,
                LocalRedirect::parse,
                PublicHttpUrl::parse);
        for (Object entry : Vectors.list("text/blns.json")) {
            String text = (String) entry;
            for (Function<String, Checked<?, ?>> parser : parsers) {
                Checked<?, ?> checked = parser.apply(text);
                if (checked.refusal() != null && text.length() > 12) {
                    assertThat(checked.toString()).doesNotContain(text);
                    assertThat(checked.refusal().code()).matches("[a-z_]+");
                }
            }
        }
    }
}
