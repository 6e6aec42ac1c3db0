package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedCspTest {

    /** CSP3 section 2.2.1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "';;;' | ''",
                "default-src 'self' | default-src 'self'",
                "' default-src   ''self''  ;' | default-src 'self'",
                "DEFAULT-SRC 'self' | default-src 'self'",
                "a;b;c | a; b; c",
                "a b;a c | a b",
                "A b;a c | a b",
                "img-src HTTPS://A.example | img-src HTTPS://A.example",
            })
    void text_isReadAsBrowsersDo(String text, String printed) {
        assertThat(ParsedCsp.of(text).policy()).hasToString(printed);
    }

    @Test
    void whitespace_isThatOfAscii() {
        assertThat(ParsedCsp.of("a\tb\nc\fd\re;f\u000bg h").policy().directives())
                .containsEntry("a", java.util.List.of("b", "c", "d", "e"))
                .containsEntry("f\u000bg", java.util.List.of("h"));
    }

    @Test
    void duplicate_isDroppedAndTold() {
        assertThat(ParsedCsp.of("a b; A c").dropped())
                .containsExactly(new CspFinding(CspRule.DUPLICATE_DIRECTIVE, "a", null));
    }

    @Test
    void generatedPolicies_readBackAsTheyWerePrinted() {
        long seed = System.nanoTime();
        System.out.println("ParsedCspTest seed " + seed);
        Random random = new Random(seed);
        String alphabet = "abz-'*:/.; \t\n,\u00e4\u0000AZ09=+";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                boolean name = random.nextInt(8) == 0;
                text.append(
                        name
                                ? CspDirective.names()
                                                .get(random.nextInt(
                                                        CspDirective.names().size())) + " "
                                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
            }
            ParsedCsp parsed = ParsedCsp.of(text.toString());
            String printed = parsed.policy().toString();
            assertThat(ParsedCsp.of(printed).policy().directives())
                    .isEqualTo(parsed.policy().directives());
            assertThat(ParsedCsp.of(printed).dropped()).isEmpty();
            assertThat(parsed.lint()).isNotNull();
        }
    }
}
