package io.seaworthy.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.internal.JsonException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static Object read(String text) throws JsonException {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reason reason(byte[] text, JsonLimits limits) {
        JsonException refused = catchThrowableOfType(JsonException.class, () -> Json.read(text, limits));
        assertThat(refused).as(new String(text, StandardCharsets.ISO_8859_1)).isNotNull();
        return refused.reason();
    }

    private static Reason reason(String text) {
        return reason(text.getBytes(StandardCharsets.UTF_8), JsonLimits.strict());
    }

    @Test
    void everyKindOfValue_isReadAsItsType() throws JsonException {
        assertThat(read(" {\"a\" : [1, -2.5e3, true, false, null, \"x\"], \"b\":{} } \r\n\t"))
                .isEqualTo(
                        mapOf("a", Arrays.asList(1L, new BigDecimal("-2.5e3"), true, false, null, "x"), "b", Map.of()));
        assertThat(read("\"\"")).isEqualTo("");
        assertThat(read("null")).isNull();
        assertThat(read("[]")).isEqualTo(List.of());
    }

    private static Map<String, Object> mapOf(String a, Object x, String b, Object y) {
        return Map.of(a, x, b, y);
    }

    @Test
    void members_keepTheirOrderAndCannotBeChanged() throws JsonException {
        Map<String, Object> object =
                Json.readObject("{\"z\":1,\"a\":2,\"m\":null}".getBytes(StandardCharsets.UTF_8), JsonLimits.strict());
        assertThat(object.keySet()).containsExactly("z", "a", "m");
        assertThat(object.containsKey("m")).isTrue();
        assertThatThrownBy(() -> object.put("q", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) read("[1]")).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "\"{\"", " null", "true"})
    void otherValueWhereObjectIsRequired_isRefused(String text) {
        JsonException refused = catchThrowableOfType(
                JsonException.class, () -> Json.readObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.strict()));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "999999999999999999, 999999999999999999"
    })
    void integerWithinLong_isLong(String text, long value) throws JsonException {
        assertThat(read(text)).isEqualTo(value);
    }

    @Test
    void otherNumbers_areExact() throws JsonException {
        assertThat(read("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(read("0.1")).isEqualTo(new BigDecimal("0.1"));
        assertThat(read("1E+2")).isEqualTo(new BigDecimal("1E+2"));
        assertThat(read("-0.0")).isEqualTo(new BigDecimal("-0.0"));
        assertThat(read("1e400")).isEqualTo(new BigDecimal("1e400"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "1.e2",
                ".5",
                "+1",
                "1e+x",
                "NaN",
                "Infinity",
                "-Infinity",
                "--1",
                "[1,]",
                "[,1]",
                "{,}",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{1:2}",
                "[1 2]",
                "tru]",
                "True",
                "nul!",
                "\"\\x41\"",
                "\"\\u12g4\"",
                "\"\\u00٣0\"",
                "\"\t\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "/*c*/1",
                "]",
                "}",
                "\u00a01",
                "\u20281",
                "'a'",
                "[1}",
                "{\"a\":1]",
                "\u000b1",
                "undefined"
            })
    void textOutsideTheGrammar_isRefused(String text) {
        assertThat(reason(text)).isEqualTo(Reason.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "{",
                "[1",
                "[1,",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "\"",
                "\"\\",
                "\"\\u12",
                "-",
                "1.",
                "1e",
                "1e+",
                "t",
                "nul",
                "{\"a\":1,"
            })
    void textThatEndsEarly_isRefused(String text) {
        assertThat(reason(text)).isEqualTo(Reason.UNEXPECTED_END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{}{}", "[]]", "null,", "\"a\"b", "1\u0000", "{} x", "true false"})
    void dataAfterTheValue_isRefused(String text) {
        assertThat(reason(text)).isEqualTo(Reason.TRAILING_DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "80, a continuation byte alone",
        "c0af, an overlong slash",
        "c1bf, overlong",
        "e080af, overlong in three bytes",
        "e09fbf, overlong in three bytes",
        "f08080af, overlong in four bytes",
        "f08fbfbf, overlong in four bytes",
        "eda080, an encoded high surrogate",
        "edbfbf, an encoded low surrogate",
        "f4908080, beyond U+10FFFF",
        "f5808080, beyond U+10FFFF",
        "ff, never a byte of UTF-8",
        "c3, cut",
        "e282, cut",
        "f09f92, cut",
        "c328, a broken continuation",
        "e28228, a broken continuation",
        "f09f9228, a broken continuation"
    })
    void malformedUtf8_isRefused(String hex, String why) {
        byte[] bad = HexFormat.of().parseHex("22" + hex + "22");
        assertThat(reason(bad, JsonLimits.strict())).as(why).isEqualTo(Reason.MALFORMED_UTF8);
        byte[] afterEscape = HexFormat.of().parseHex("225c6e" + hex + "22");
        assertThat(reason(afterEscape, JsonLimits.strict())).as(why).isEqualTo(Reason.MALFORMED_UTF8);
    }

    @Test
    void byteOrderMark_isRefused() {
        assertThat(reason(HexFormat.of().parseHex("efbbbf7b7d"), JsonLimits.strict()))
                .isEqualTo(Reason.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud83d\\ud83d", "\\ud83dx", "\\ud83d\\n", "\\udca9\\ud83d"})
    void loneSurrogate_isRefusedUnlessAccepted(String escape) throws JsonException {
        String text = "\"" + escape + "\"";
        assertThat(reason(text)).isEqualTo(Reason.LONE_SURROGATE);
        assertThat(Json.read(
                        text.getBytes(StandardCharsets.UTF_8),
                        JsonLimits.strict().dangerouslyAcceptLoneSurrogates()))
                .isInstanceOf(String.class);
    }

    @Test
    void escapesAndText_areDecoded() throws JsonException {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\uDCA9é€💩\\u0000\""))
                .isEqualTo("\"\\/\b\f\n\r\tA💩é€💩\0");
        assertThat(read("\"é€💩\"")).isEqualTo("é€💩");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"\":1,\"\":1}}",
                "[{\"é\":1,\"\\u00e9\":1}]"
            })
    void duplicateName_isRefused(String text) {
        assertThat(reason(text)).isEqualTo(Reason.DUPLICATE_NAME);
    }

    @Test
    void sameNameInTwoObjects_isAccepted() throws JsonException {
        assertThat(read("[{\"a\":1},{\"a\":{\"a\":2}}]")).isInstanceOf(List.class);
    }

    @Test
    void limits_holdAtTheirEdge() throws JsonException {
        JsonLimits limits =
                JsonLimits.strict().bytes(64).depth(3).string(4).digits(5).members(6);
        assertThat(Json.read("[[[]]]".getBytes(StandardCharsets.UTF_8), limits)).isNotNull();
        assertThat(reason("[[[[]]]]".getBytes(StandardCharsets.UTF_8), limits)).isEqualTo(Reason.TOO_DEEP);
        assertThat(reason("{\"a\":{\"a\":{\"a\":{}}}}".getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo(Reason.TOO_DEEP);
        assertThat(Json.read("\"abcd\"".getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo("abcd");
        assertThat(Json.read("\"ééé\\n\"".getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo("ééé\n");
        for (String tooLong :
                List.of("\"abcde\"", "\"ééééé\"", "\"ab\\ncd\"", "{\"abcde\":1}", "\"\\n\\n\\n\\n\\n\"")) {
            assertThat(reason(tooLong.getBytes(StandardCharsets.UTF_8), limits)).isEqualTo(Reason.STRING_TOO_LONG);
        }
        assertThat(Json.read("-12.345".getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo(new BigDecimal("-12.345"));
        for (String tooMany : List.of("123456", "123.456", "1e401", "1e-401", "1e99999999999999999999")) {
            assertThat(reason(tooMany.getBytes(StandardCharsets.UTF_8), limits)).isEqualTo(Reason.NUMBER_TOO_LARGE);
        }
        assertThat(Json.read("[1,2,3,{\"a\":1,\"b\":2}]".getBytes(StandardCharsets.UTF_8), limits))
                .isNotNull();
        assertThat(reason("[1,2,3,4,5,6,7]".getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo(Reason.TOO_MANY_MEMBERS);
        assertThat(reason(" ".repeat(65).getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void deepestPermittedNesting_doesNotOverflowTheStack() throws JsonException {
        JsonLimits limits = JsonLimits.strict().bytes(1 << 20).depth(256);
        String deep = "[".repeat(256) + "]".repeat(256);
        assertThat(Json.read(deep.getBytes(StandardCharsets.UTF_8), limits)).isInstanceOf(List.class);
        assertThat(reason("[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo(Reason.TOO_DEEP);
        assertThat(reason("{\"a\":".repeat(1 << 17).getBytes(StandardCharsets.UTF_8), limits))
                .isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void refusal_quotesNothingAndCarriesTheOffset() {
        JsonException refused = catchThrowableOfType(JsonException.class, () -> read("{\"password\":hunter2}"));
        assertThat(refused).hasMessage("JSON refused: syntax at byte 12").hasNoCause();
        assertThat(refused.offset()).isEqualTo(12);
        assertThat(refused.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 257})
    void depthOutsideItsRange_isRefusedAtBuild(int depth) {
        assertThatThrownBy(() -> JsonLimits.strict().depth(depth)).isInstanceOf(IllegalArgumentException.class);
    }
}
