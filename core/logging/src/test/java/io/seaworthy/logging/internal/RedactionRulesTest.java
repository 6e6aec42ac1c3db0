package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.logging.Redactor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionRulesTest {

    private static final int IDS = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 20_000;

    private static RedactionRules standard() {
        return RedactionRules.of(Redactor.standard());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "41111111111111114111111111111111",
                "00f067aa0ba902b7",
                "01993c1e-7b1c-7cc3-98c4-dc0c0c07398f"
            })
    void idsOfTracesSpansAndRequests_areSafe(String id) {
        assertThat(standard().isSafeId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111111",
                "4111-1111-111111",
                "4BF92F3577B34DA6A3CE929D0E0E4736",
                "4bf92f3577b34da6a3ce929d0e0e473",
                "4bf92f35-7b34da6a3ce929d0e0e4736",
                "01993c1e-7b1c-7cc3-98c4dc0c0c07398f0",
                "01993c1e07b1c-7cc3-98c4-dc0c0c07398f",
                "0199-c1e-7b1c-7cc3-98c4-dc0c0c07398f",
                "00f067aa0ba902b7 00f067aa0ba902b7"
            })
    void everythingElse_isLookedAt(String text) {
        assertThat(standard().isSafeId(text)).isFalse();
    }

    @Test
    void prefixOfHexDigits_makesNoIdSafe() {
        RedactionRules own =
                RedactionRules.of(Redactor.builder().tokenPrefix("dead-").build());
        assertThat(own.isSafeId("4bf92f3577b34da6a3ce929d0e0e4736")).isFalse();
        RedactionRules other =
                RedactionRules.of(Redactor.builder().tokenPrefix("hbk_").build());
        assertThat(other.isSafeId("4bf92f3577b34da6a3ce929d0e0e4736")).isTrue();
    }

    /** The short way must never let pass what the detectors would find; most digits here are decimal, as on cards. */
    @Test
    void safeId_holdsNothingThatTheDetectorsFind() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Redactor all = Redactor.builder().phoneNumbers().build();
        RedactionRules rules = RedactionRules.of(all);
        int safe = 0;
        for (int i = 0; i < IDS; i++) {
            StringBuilder id = new StringBuilder();
            int length = new int[] {16, 32, 36}[i % 3];
            for (int at = 0; at < length; at++) {
                boolean dash = length == 36 && (at == 8 || at == 13 || at == 18 || at == 23);
                id.append(
                        dash
                                ? '-'
                                : "012345678941115555abcdef".charAt(random.nextInt(random.nextInt(8) == 0 ? 24 : 18)));
            }
            if (rules.isSafeId(id.toString())) {
                safe++;
                assertThat(all.redact(id.toString())).as("seed " + seed).isEqualTo(id.toString());
            }
        }
        assertThat(safe).isGreaterThan(IDS / 3);
    }

    /** The short way for values takes nothing for plain that the scan would mask or a reader would want escaped. */
    @Test
    void plainValues_holdNothingToMaskOrEscape() {
        long seed = System.nanoTime();
        System.err.println("RedactionRulesTest seed " + seed);
        Random random = new Random(seed);
        String[] pieces = {
            "4111",
            "1111",
            "111111111111",
            " ",
            "-",
            ".",
            "%20",
            "DE89",
            "3704 0044 0532 0130 00",
            "eyJ",
            "ghp_",
            "0123456789abcdefghijkl",
            "sk_live_",
            "xoxb-",
            "-----BEGIN PRIVATE KEY",
            "a@b.com",
            "=",
            ":",
            "password",
            "Bearer ",
            "x",
            "order",
            "\u00e9",
            "\"",
            "\\",
            "\n",
            "7",
            "AKIA",
            "ABCDEFGHIJKLMNOP",
            "glpat-",
            "%"
        };
        int texts = Boolean.getBoolean("seaworthy.long") ? 10_000_000 : 100_000;
        RedactionRules rules = RedactionRules.of(Redactor.standard());
        int plain = 0;
        for (int i = 0; i < texts; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String value = text.toString();
            if (RedactionScan.isPlain(rules, value)) {
                plain++;
                assertThat(Redactor.standard().redact(value))
                        .as("seed %d", seed)
                        .isSameAs(value);
                assertThat(value.chars()).allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\');
            }
        }
        assertThat(plain).isGreaterThan(texts / 100).isLessThan(texts);
    }
}
