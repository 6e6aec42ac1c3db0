package io.seaworthy.sanitize.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonGuardTest {

    private static final JsonGuard GUARD = JsonGuard.create();

    private static String verdict(JsonGuard guard, String json) {
        JsonRefusal refusal = guard.refusal(json.getBytes(StandardCharsets.UTF_8));
        return refusal == null ? "sound" : refusal.name();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0",
                "1.5e+10",
                "-1E-3",
                "\"\"",
                "true",
                "false",
                "null",
                " \t\r\n[ 1 , 2 ]\n",
                "{\"a\":1,\"b\":{\"a\":[{\"a\":null}]},\"c\":\"\\u00e9\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "[[],{},[{}],\"\"]",
                "\"Gr\u00fc\u00dfe \u4f60 \ud83d\ude00 long enough for words\"",
                "{\"\":1,\" \":2,\"a\":3,\"A\":4}"
            })
    void json_isSound(String json) {
        assertThat(verdict(GUARD, json)).isEqualTo("sound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "]",
                "}",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "{1:2}",
                "{\"a\":1]",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "truee",
                "nul",
                "True",
                "[]]",
                "{}{}",
                "1 1",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\ud800\"",
                "\"\\ud800\\u0041\"",
                "\"\\udc00\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "// x\n1",
                "/* */1",
                "[1]//",
                "\ufeff1",
                "\u00a01",
                "\"12345678\t\"",
                "\"12345678",
                "{\"12345678\\\":1}"
            })
    void anythingElse_isMalformed(String json) {
        assertThat(verdict(GUARD, json)).isEqualTo("MALFORMED");
    }

    @Test
    void bytesThatAreNoUtf8_areMalformed() {
        for (String hex : new String[] {
            "c080",
            "c1bf",
            "e08080",
            "eda080",
            "f0808080",
            "f4908080",
            "f8888080",
            "80",
            "c3",
            "e4bd",
            "f09f98",
            "ff",
            "fe"
        }) {
            byte[] bad = java.util.HexFormat.of().parseHex("22" + hex + "22");
            assertThat(GUARD.refusal(bad)).as(hex).isEqualTo(JsonRefusal.MALFORMED);
        }
        for (String hex : new String[] {"c280", "e0a080", "ed9fbf", "ee8080", "f0908080", "f48fbfbf"}) {
            byte[] good = java.util.HexFormat.of().parseHex("22" + hex + "22");
            assertThat(GUARD.refusal(good)).as(hex).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\\n\":1,\"\\u000a\":2}",
                "{\"\u00e9\":1,\"\\u00E9\":2}",
                "{\"\ud83d\ude00\":1,\"\\ud83d\\ude00\":2}",
                "{\"/\":1,\"\\/\":2}",
                "[{\"b\":{\"a\":1},\"a\":1,\"c\":{},\"b\":1}]",
                "{\"long enough a name\":1,\"long enough a name\":2}",
                "{\"\":1,\"\":2}"
            })
    void nameTwiceInOneObject_isRefused(String json) {
        assertThat(verdict(GUARD, json)).isEqualTo("DUPLICATE_NAME");
    }

    @Test
    void limits_areExact() {
        JsonGuard guard = JsonGuard.builder()
                .maxBytes(40)
                .maxDepth(2)
                .maxNames(2)
                .maxNameBytes(3)
                .maxStringBytes(5)
                .maxDigits(4)
                .build();

        assertThat(verdict(guard, "[[1]]")).isEqualTo("sound");
        assertThat(verdict(guard, "[[[1]]]")).isEqualTo("TOO_DEEP");
        assertThat(verdict(guard, "{\"a\":1,\"b\":2}")).isEqualTo("sound");
        assertThat(verdict(guard, "{\"a\":1,\"b\":{\"c\":2}}")).isEqualTo("TOO_MANY_NAMES");
        assertThat(verdict(guard, "{\"abc\":1}")).isEqualTo("sound");
        assertThat(verdict(guard, "{\"abcd\":1}")).isEqualTo("NAME_TOO_LONG");
        assertThat(verdict(guard, "\"12345\"")).isEqualTo("sound");
        assertThat(verdict(guard, "\"123456\"")).isEqualTo("STRING_TOO_LONG");
        assertThat(verdict(guard, "-1.5")).isEqualTo("sound");
        assertThat(verdict(guard, "-1.55")).isEqualTo("NUMBER_TOO_LONG");
        assertThat(verdict(guard, "1" + " ".repeat(39))).isEqualTo("sound");
        assertThat(verdict(guard, "1" + " ".repeat(40))).isEqualTo("TOO_LARGE");
        assertThat(verdict(GUARD, "1e999")).isEqualTo("sound");
        assertThat(verdict(GUARD, "1e9999")).isEqualTo("NUMBER_TOO_LONG");
        assertThat(verdict(GUARD, "[".repeat(1_000_000))).isEqualTo("TOO_DEEP");
        assertThat(verdict(GUARD, "9".repeat(1_000_000))).isEqualTo("NUMBER_TOO_LONG");
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> JsonGuard.builder()
                        .maxDepth(0)
                        .maxDepth(2_000)
                        .maxBytes(0)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(4));
    }

    @Test
    void manyNames_areToldApart() {
        StringBuilder json = new StringBuilder("{\"n\":0");
        for (int i = 0; i < 9_000; i++) {
            json.append(",\"name").append(i).append("\":{\"n\":1}");
        }
        JsonGuard guard = JsonGuard.builder().maxNames(20_000).build();
        assertThat(verdict(guard, json + "}")).isEqualTo("sound");
        assertThat(verdict(guard, json + ",\"name4711\":1}")).isEqualTo("DUPLICATE_NAME");
    }

    /** The kernel's strict reader and the guard judge alike, text by text. */
    @Test
    void verdicts_areThoseOfAParser() {
        long seed = 8_259;
        System.out.println("JsonGuardTest seed " + seed);
        Random random = new Random(seed);
        int runs = Boolean.getBoolean("seaworthy.long") ? 5_000_000 : 50_000;
        int sound = 0;
        for (int run = 0; run < runs; run++) {
            StringBuilder json = new StringBuilder();
            value(json, random, 0);
            for (int i = random.nextInt(3); i > 0; i--) {
                int at = random.nextInt(json.length() + 1);
                String part = PARTS[random.nextInt(PARTS.length)];
                json.replace(at, Math.min(json.length(), at + random.nextInt(2)), part);
            }
            byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
            if (GREAT.matcher(json).find()) {
                continue; // the reader knows doubles only, the guard stops at three digits of exponent
            }
            boolean accepted = GUARD.refusal(bytes) == null;
            assertThat(accepted).as("%s", json).isEqualTo(parses(bytes));
            sound += accepted ? 1 : 0;
        }
        assertThat(sound).isBetween(runs / 5, runs * 9 / 10);
    }

    private static final Pattern GREAT = Pattern.compile("[eE]\\+?[0-9]{3}");

    private static final String[] PARTS = {
        "",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0061",
        "\\ud83d",
        "\\ude00",
        "a",
        "0",
        "-",
        ".",
        "e",
        "\u00e9",
        "\ud83d\ude00",
        " ",
        "\n",
        "\u0001",
        "null",
        "\"a\":1",
        "\\n",
        "12"
    };

    private static boolean parses(byte[] json) {
        try {
            Json.read(json, JsonLimits.strict());
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static void value(StringBuilder json, Random random, int depth) {
        switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> json.append(random.nextInt(1_000)).append(random.nextInt(4) == 0 ? ".5" : "");
            case 1 -> json.append("true");
            case 2 -> json.append("\"").append("x".repeat(random.nextInt(20))).append("\"");
            case 3 -> json.append("\"\u00e9\\n\\u0041 y\"");
            case 4 -> {
                json.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(json, random, depth + 1);
                    json.append(i > 1 ? "," : "");
                }
                json.append(']');
            }
            default -> {
                json.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    json.append(random.nextInt(9) == 0 ? "\"\\u006" + i + "\"" : "\"" + (char) ('a' + i) + "\"")
                            .append(':');
                    value(json, random, depth + 1);
                    json.append(i > 1 ? "," : "");
                }
                json.append('}');
            }
        }
    }

    @Test
    void soundText_allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] json = "{\"name\":\"Grace\",\"tags\":[\"a\",\"b\"],\"at\":{\"x\":1.5,\"y\":-2}}"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5_000; i++) {
            GUARD.refusal(json);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            GUARD.refusal(json);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
}
