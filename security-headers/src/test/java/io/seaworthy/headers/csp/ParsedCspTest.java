package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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
                .containsEntry("a", List.of("b", "c", "d", "e"))
                .containsEntry("f\u000bg", List.of("h"));
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

    /** Policies as their authors build them: printed, read, printed. */
    @Test
    void builtPolicies_surviveTheRoundTrip() {
        long seed = System.nanoTime();
        System.out.println("ParsedCspTest built seed " + seed);
        Random random = new Random(seed);
        int rounds = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 10_000;
        int built = 0;
        for (int i = 0; i < rounds; i++) {
            Csp policy = random(random);
            if (policy != null) {
                built++;
                ParsedCsp parsed = ParsedCsp.of(policy.toString());
                assertThat(parsed.dropped()).isEmpty();
                assertThat(parsed.policy().directives()).isEqualTo(policy.directives());
                assertThat(parsed.policy()).hasToString(policy.toString());
                assertThat(parsed.policy().lint()).isEqualTo(policy.lint());
            }
        }
        System.out.println("ParsedCspTest: " + built + " policies of " + rounds + " could be built");
        assertThat(built).isGreaterThan(rounds / 10);
    }

    private static @Nullable Csp random(Random random) {
        CspBuilder builder = Csp.builder().defaultSrc(CspSource.NONE).baseUri(CspSource.NONE);
        if (random.nextBoolean()) {
            builder.scriptSrc(sources(random));
        }
        if (random.nextBoolean()) {
            builder.styleSrc(sources(random));
        }
        if (random.nextBoolean()) {
            builder.imgSrc(sources(random));
        }
        if (random.nextBoolean()) {
            builder.sandbox("allow-scripts").reportTo("csp", "/r" + random.nextInt(9));
        }
        if (random.nextBoolean()) {
            builder.requireTrustedTypesForScript().upgradeInsecureRequests();
        }
        try {
            return builder.build();
        } catch (ConfigurationException e) {
            return null;
        }
    }

    private static CspSource[] sources(Random random) {
        List<CspSource> all = new ArrayList<>(List.of(
                CspSource.SELF,
                CspSource.NONCE,
                CspSource.STRICT_DYNAMIC,
                CspSource.REPORT_SAMPLE,
                CspSource.UNSAFE_HASHES,
                CspSource.sha384Of("x" + random.nextInt(9)),
                CspSource.host("https://h" + random.nextInt(99) + ".example:8443/p/"),
                CspSource.host("*.h" + random.nextInt(99) + ".example"),
                CspSource.keyword("'new-keyword'")));
        Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(4)).toArray(CspSource[]::new);
    }
}
