package io.seaworthy.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    private static final JsonLimits OWN = JsonLimits.strict()
            .bytes(4 << 20)
            .depth(256)
            .members(1 << 20)
            .digits(400)
            .dangerouslyAcceptLoneSurrogates();

    private static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfValue_isWritten() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", Arrays.asList(1, (short) 2, (byte) 3, 4L, new AtomicLong(5), 1.5, 2.5f, true, false, null));
        object.put("b", Map.of());
        object.put("", new StringBuilder("x"));
        object.put("n", List.of(new BigDecimal("1e9999"), BigInteger.ONE.shiftLeft(80)));
        assertThat(write(object))
                .isEqualTo("{\"a\":[1,2,3,4,5,1.5,2.5,true,false,null],\"b\":{},\"\":\"x\","
                        + "\"n\":[1E+9999,1208925819614629174706176]}");
        assertThat(write(null)).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 9, 10, -1, -10, 99, 100, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void wholeNumber_isWrittenAsDecimal(long value) {
        assertThat(write(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void everyUtf16Unit_comesBackAsItWas() throws JsonException {
        for (int c = 0; c <= 0xffff; c++) {
            String text = "a" + (char) c + "b";
            byte[] json = Json.write(text);
            assertThat(Json.read(json, OWN)).isEqualTo(text);
            for (byte b : json) {
                assertThat(b >= 0x20 || b < 0).isTrue();
                assertThat(b).isNotEqualTo((byte) 0x7f);
            }
        }
    }

    @Test
    void deceptiveCharacters_areEscaped() {
        int[] deceptive = {
            0, 0x1b, 0x7f, 0x80, 0x85, 0x9f, 0xad, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
            0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xfff9, 0xfffe, 0xffff, 0xd800, 0xdfff
        };
        for (int c : deceptive) {
            assertThat(write(String.valueOf((char) c))).isEqualTo(String.format("\"\\u%04x\"", c));
        }
        assertThat(write("\udb40\udc41")).isEqualTo("\"\\udb40\\udc41\"");
        assertThat(write("\"\\\n\r\t")).isEqualTo("\"\\\"\\\\\\n\\r\\t\"");
        assertThat(write("é€💩 <>&'/")).isEqualTo("\"é€💩 <>&'/\"");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numberThatIsNotFinite_isRefused(double value) {
        assertThatThrownBy(() -> Json.write(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write((float) value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valueOfAnotherType_isRefused() {
        assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(new int[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listThatContainsItself_isRefused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThatThrownBy(() -> Json.write(cycle)).hasMessageContaining("contain itself");
    }

    @Test
    void openContainer_isRefusedAtTheEnd() {
        assertThatThrownBy(() -> JsonWriter.create().beginObject().toBytes()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lowLevelCalls_setCommasThemselves() {
        JsonWriter json = JsonWriter.create();
        json.beginObject()
                .name("a")
                .value(1L)
                .name("b")
                .beginArray()
                .value("x")
                .beginObject()
                .endObject()
                .endArray();
        json.name("c")
                .raw("[0]".getBytes(StandardCharsets.UTF_8))
                .name("d")
                .value(true)
                .endObject();
        assertThat(new String(json.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1,\"b\":[\"x\",{}],\"c\":[0],\"d\":true}");
    }

    @Test
    void randomTrees_comeBackAsTheyWere() throws JsonException {
        long seed = System.nanoTime();
        System.err.println("JsonWriterTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Object tree = tree(random, 4);
            assertThat(Json.read(Json.write(tree), OWN)).as("seed %d", seed).isEqualTo(tree);
        }
    }

    private static Object tree(Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0:
                return null;
            case 1:
                return random.nextBoolean();
            case 2:
                return random.nextLong() >> random.nextInt(64);
            case 3:
                return new BigInteger(70 + random.nextInt(200), random).setBit(69);
            case 4:
                return new BigDecimal(BigInteger.valueOf(random.nextInt()), 1 + random.nextInt(5));
            case 5:
                return text(random);
            case 6:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(tree(random, depth - 1));
                }
                return list;
            default:
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(text(random), tree(random, depth - 1));
                }
                return map;
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextBoolean() ? (char) random.nextInt(128) : (char) random.nextInt(0x10000));
        }
        return text.toString();
    }
}
