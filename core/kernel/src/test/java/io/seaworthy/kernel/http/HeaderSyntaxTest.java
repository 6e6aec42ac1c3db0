package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderSyntaxTest {

    /** RFC 9110 section 5.6.2, spelled out. */
    @Test
    void tchar_isExactlyTheSetOfTheStandard() {
        String tchars = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int c = 0; c <= 0xffff; c++) {
            assertThat(HeaderSyntax.isTchar((char) c)).isEqualTo(tchars.indexOf(c) >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a b", "a:", "a\r\n", "é", "\u212a", "a/b", "(a)"})
    void nameThatIsNoToken_isRefused(String name) {
        assertThat(HeaderSyntax.isToken(name)).isFalse();
        assertThatThrownBy(() -> HeaderSyntax.requireName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "a", "~", "x!#$%&'*+-.^_`|~1"})
    void token_isReturned(String name) {
        assertThat(HeaderSyntax.requireName(name)).isSameAs(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "a\tb", "\"<>;,=\\{}", "~"})
    void printableAscii_isAValue(String value) {
        assertThat(HeaderSyntax.requireValue("X", value)).isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                " a",
                "a ",
                "\ta",
                "a\t",
                "a\r\nSet-Cookie: b=c",
                "a\n",
                "a\r",
                "\u0000",
                "a\u000bb",
                "a\u007f",
                "é",
                "\u2028",
                "💩"
            })
    void valueThatCannotBeSent_isRefusedWithoutQuotingIt(String value) {
        assertThat(HeaderSyntax.isValue(value)).isFalse();
        assertThatThrownBy(() -> HeaderSyntax.requireValue("X-Name", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Name")
                .hasMessageMatching("[ -~]*");
    }

    @Test
    void value_holdsNoControlButTab() {
        for (int c = 0; c <= 0xffff; c++) {
            boolean sendable = c == '\t' || (c >= ' ' && c < 0x7f);
            assertThat(HeaderSyntax.isValue("a" + (char) c + "b")).isEqualTo(sendable);
        }
    }
}
