package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.Captured;
import io.seaworthy.logging.Redactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

    private static Map<String, Object> line(int limit, Consumer<JsonLine> fields) {
        JsonBuffer out = JsonBuffer.create(16);
        Text chars = new Text();
        RedactionRules rules = RedactionRules.of(Redactor.standard());
        JsonLine line = new JsonLine(out, chars, new RedactionScan(chars, rules));
        out.put('{');
        line.begin(LineFormat.flat(Set.of("message", "labels.message", "labels.truncated")), rules, limit - 1);
        fields.accept(line);
        line.finish();
        String text = new String(out.toBytes(), StandardCharsets.UTF_8);
        assertThat(out.size()).as(text).isLessThanOrEqualTo(limit);
        assertThat(text).endsWith("}\n").hasLineCount(1);
        return Captured.parse(text);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        return line(4096, line -> {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                line.field((String) namesAndValues[i], namesAndValues[i + 1], 1000);
            }
        });
    }

    @Test
    void fieldsOfOneName_areNumberedInTheirOrder() {
        Object[] namesAndValues = new Object[200];
        for (int i = 0; i < 100; i++) {
            namesAndValues[2 * i] = i % 2 == 0 ? "x" : "labels.truncated";
            namesAndValues[2 * i + 1] = i / 2;
        }
        Map<String, Object> line = fields(namesAndValues);
        assertThat(line).hasSize(100).containsEntry("x", 0L).containsEntry("labels.labels.truncated", 0L);
        for (int i = 1; i < 50; i++) {
            assertThat(line)
                    .containsEntry("labels.x_" + (i + 1), (long) i)
                    .containsEntry("labels.labels.truncated_" + (i + 1), (long) i);
        }
    }

    @Test
    void values_keepTheirTypes() {
        assertThat(fields(
                        "a",
                        1,
                        "b",
                        2L,
                        "c",
                        true,
                        "d",
                        1.5,
                        "e",
                        new BigDecimal("1.50"),
                        "f",
                        null,
                        "g",
                        'x',
                        "h",
                        "y"))
                .containsEntry("a", 1L)
                .containsEntry("b", 2L)
                .containsEntry("c", true)
                .containsEntry("d", new BigDecimal("1.5"))
                .containsEntry("e", new BigDecimal("1.50"))
                .containsEntry("f", null)
                .containsEntry("g", "x")
                .containsEntry("h", "y");
    }

    @Test
    void numbersThatFewReadersHold_areText() {
        assertThat(fields(
                        "a",
                        Double.NaN,
                        "b",
                        Float.NEGATIVE_INFINITY,
                        "c",
                        new BigDecimal("1e9999"),
                        "d",
                        BigInteger.TWO.pow(4000)))
                .containsEntry("a", "NaN")
                .containsEntry("b", "-Infinity")
                .containsEntry("c", "1E+9999")
                .hasEntrySatisfying("d", text -> assertThat((String) text).hasSizeGreaterThan(900));
    }

    @Test
    void numberThatIsACard_isRedacted() {
        assertThat(fields("a", 4111111111111111L)).containsEntry("a", "[redacted:card]");
    }

    @Test
    void takenAndReservedNames_getAnother() {
        assertThat(fields("message", "a", "message", "b", "x", 1, "x", 2, "x", 2, "x", 3))
                .containsExactly(
                        Map.entry("labels.message_2", "a"),
                        Map.entry("labels.message_3", "b"),
                        Map.entry("x", 1L),
                        Map.entry("labels.x_2", 2L),
                        Map.entry("labels.x_3", 2L),
                        Map.entry("labels.x_4", 3L));
    }

    @Test
    void sameFieldTwice_isWrittenOnce() {
        assertThat(fields("x", "1", "x", "1")).containsExactly(Map.entry("x", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\"b", "a\nb", "\u202e", "a.b", "💩", "\ud800"})
    void anyName_isAName(String name) {
        assertThat(fields(name, 1).keySet()).containsExactly(name.isEmpty() ? "_" : name);
        assertThat(fields((String) null, 1).keySet()).containsExactly("_");
    }

    @Test
    void nameThatIsTooLongOrPersonal_isCutAndRedacted() {
        assertThat(fields("k".repeat(10_000), 1).keySet()).containsExactly("k".repeat(128));
        assertThat(fields("bob@example.com", 1).keySet()).containsExactly("[redacted:email]");
    }

    @Test
    void sensitiveName_hidesAValueOfAnyType() {
        assertThat(fields("password", "x", "pin.token", 1234, "apiKey", List.of("y"))
                        .values())
                .containsOnly("[redacted]");
    }

    @Test
    void objects_areNotLookedIntoAndMayThrow() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("secret");
            }
        };
        List<Object> overflowing = new ArrayList<>();
        overflowing.add(new ArrayList<>(List.of(overflowing)));
        Object silent = new Object() {
            @Override
            public String toString() {
                return null;
            }
        };
        assertThat(fields("a", broken, "b", overflowing, "c", silent, "d", new byte[3], "e", new Object[] {1, "x"}))
                .containsEntry("a", "[toString failed: java.lang.IllegalStateException]")
                .containsEntry("b", "[[[...]]]")
                .containsEntry("c", "null")
                .containsEntry("d", "byte[3]")
                .containsEntry("e", "[1, x]");
    }

    @Test
    void lineThatIsFull_isClosedAndSaysSo() {
        Map<String, Object> line = line(300, full -> {
            full.plain("first", "kept");
            full.plain("long", "x".repeat(1000));
            full.plain("never", "y");
            full.field("nor", 1, 10);
            full.list("nothing", List.of("a"), 10);
        });
        assertThat(line)
                .containsEntry("first", "kept")
                .containsEntry("labels.truncated", true)
                .doesNotContainKey("never");
        assertThat((String) line.get("long")).endsWith("...").hasSizeGreaterThan(150);
    }

    @Test
    void manyFields_areCutByNumber() {
        Map<String, Object> line = line(1 << 20, full -> {
            for (int i = 0; i < 1000; i++) {
                full.field("k" + i, i, 10);
            }
        });
        assertThat(line).hasSize(129).containsEntry("labels.truncated", true);
    }

    @Test
    void pairAtTheCut_isNotTorn() {
        for (int pad = 0; pad < 24; pad++) {
            String text = "x".repeat(pad) + "💩".repeat(500);
            Map<String, Object> line = line(400, full -> full.plain("t", text));
            String shown = (String) line.get("t");
            assertThat(text).startsWith(shown.substring(0, shown.length() - 3));
            assertThat(shown.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff))
                    .isTrue();
        }
    }

    @Test
    void randomFieldsAndLimits_alwaysGiveAValidLine() {
        long seed = System.nanoTime();
        System.err.println("JsonLineTest seed " + seed);
        Random random = new Random(seed);
        String[] names = {"message", "a", "b", "labels.a_2", "", "password", "x\"y", "\ud800"};
        for (int i = 0; i < 20_000; i++) {
            int limit = 100 + random.nextInt(2000);
            line(limit, line -> {
                for (int n = random.nextInt(10); n > 0; n--) {
                    StringBuilder text = new StringBuilder();
                    for (int c = random.nextInt(300); c > 0; c--) {
                        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
                    }
                    switch (random.nextInt(4)) {
                        case 0 -> line.field(names[random.nextInt(names.length)], text, 200);
                        case 1 -> line.field(names[random.nextInt(names.length)], random.nextLong(), 200);
                        case 2 -> line.text("own" + n, text.toString(), 200);
                        default -> line.list("list" + n, List.of(text.toString(), "b"), 100);
                    }
                }
            });
        }
    }
}
