package io.seaworthy.sanitize.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "' Ann@Example.COM ', ann@example.com",
        "a.b+tag@sub.example.co.uk, a.b+tag@sub.example.co.uk",
        "o'neil@xn--bcher-kva.example, o'neil@xn--bcher-kva.example",
        "x@a-b.io, x@a-b.io",
    })
    void address_isNormalised(String text, String address) {
        assertThat(Email.parse(text).toOptional().orElseThrow().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "@example.com",
                "ann@",
                "ann@localhost",
                "ann@@example.com",
                "a b@example.com",
                ".a@example.com",
                "a.@example.com",
                "a..b@example.com",
                "ann@-a.example",
                "ann@a-.example",
                "ann@a..example",
                "ann@127.0.0.1",
                "ann@[127.0.0.1]",
                "\"ann\"@example.com",
                "ann@example.com\nBcc: x@y.example",
                "ann(c)@example.com",
                "ann@ex\u00e4mple.com",
                "\u0430nn@example.com",
                "ann@example.c",
                "a,b@example.com",
                "ann@example.com.",
                "ann@exam_ple.com",
            })
    void textThatIsNoAddress_isRefused(String text) {
        assertThat(Email.parse(text).refusal()).isEqualTo(TextRefusal.NOT_AN_EMAIL);
    }

    @Test
    void lengths_areBounded() {
        assertThat(Email.parse("a".repeat(64) + "@example.com").refusal()).isNull();
        assertThat(Email.parse("a".repeat(65) + "@example.com").refusal()).isEqualTo(TextRefusal.NOT_AN_EMAIL);
        assertThat(Email.parse("a@" + "b".repeat(250) + ".com").refusal()).isEqualTo(TextRefusal.TOO_LONG);
        assertThat(Email.parse(" ").refusal()).isEqualTo(TextRefusal.EMPTY);
    }

    @Test
    void text_hidesTheMailbox() {
        Email email = Email.parse("maria@example.com").toOptional().orElseThrow();
        assertThat(email)
                .hasToString("m***@example.com")
                .isEqualTo(Email.parse("MARIA@example.com").toOptional().get());
        assertThat(Email.parse("maria@").toString()).doesNotContain("maria");
    }
}
