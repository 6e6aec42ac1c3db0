package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredFieldsTest {

    @Test
    void fieldsOfTheHouse_areWritten() {
        StructuredFields.Member policy = StructuredFields.string("plan")
                .with("q", StructuredFields.integer(60))
                .with("w", StructuredFields.integer(60));
        assertThat(StructuredFields.list(policy)).isEqualTo("\"plan\";q=60;w=60");
        Map<String, StructuredFields.Member> members = new LinkedHashMap<>();
        members.put("camera", StructuredFields.innerList(List.of()));
        members.put(
                "fullscreen",
                StructuredFields.innerList(
                                List.of(StructuredFields.token("self"), StructuredFields.string("https://a.example")))
                        .with("x", StructuredFields.bool(false)));
        members.put("u", StructuredFields.bool(true).with("p", StructuredFields.bool(true)));
        assertThat(StructuredFields.dictionary(members))
                .isEqualTo("camera=(), fullscreen=(self \"https://a.example\");x=?0, u;p");
        assertThat(StructuredFields.item(StructuredFields.date(Instant.ofEpochSecond(1659578233, 5))))
                .isEqualTo("@1659578233");
        assertThat(StructuredFields.displayString("füü %\"")).hasToString("%\"f%c3%bc%c3%bc %25%22\"");
        assertThat(StructuredFields.bytes(new byte[] {1, 2, 3})).hasToString(":AQID:");
        assertThat(StructuredFields.list()).isEmpty();
    }

    @Test
    void parameterGivenAgain_isReplacedAndLast() {
        assertThat(StructuredFields.token("a")
                        .with("x", StructuredFields.integer(1))
                        .with("y", StructuredFields.integer(2))
                        .with("x", StructuredFields.integer(3)))
                .hasToString("a;y=2;x=3");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, 0.0",
        "1, 1.0",
        "1.50, 1.5",
        "1.0005, 1.0",
        "1.0015, 1.002",
        "1.0025, 1.002",
        "-1.0025, -1.002",
        "999999999999.999, 999999999999.999",
        "1e11, 100000000000.0",
        "1e-4, 0.0",
        "0.0005, 0.0",
        "1e-900, 0.0"
    })
    void decimal_isRoundedToEven(String value, String expected) {
        assertThat(StructuredFields.decimal(new BigDecimal(value))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e12", "999999999999.9995", "-1e12", "1e999999999", "1e-999999999"})
    void decimalOutOfRange_isRefused(String value) {
        assertThatThrownBy(() -> StructuredFields.decimal(new BigDecimal(value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000_000_000L, -1_000_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void integerOutOfRange_isRefused(long value) {
        assertThatThrownBy(() -> StructuredFields.integer(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyCharacterOfAString_isSentOrRefused() {
        for (int c = 0; c <= 0xffff; c++) {
            String text = "a" + (char) c;
            if (c >= ' ' && c < 0x7f) {
                assertThat(HeaderSyntax.isValue(StructuredFields.string(text).toString()))
                        .isTrue();
            } else {
                assertThatThrownBy(() -> StructuredFields.string(text)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a,b", "a\"", "é", "-a", "a\n", "a;b"})
    void tokenThatIsNone_isRefused(String token) {
        assertThatThrownBy(() -> StructuredFields.token(token)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1", "aB", "a b", "a=", "é", "-a", "_a", ".a"})
    void keyThatIsNone_isRefused(String key) {
        StructuredFields.Member one = StructuredFields.integer(1);
        assertThatThrownBy(() -> one.with(key, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StructuredFields.dictionary(Map.of(key, one)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nestingBeyondTheStandard_isRefused() {
        StructuredFields.Member one = StructuredFields.integer(1);
        StructuredFields.Member inner = StructuredFields.innerList(List.of(one));
        assertThatThrownBy(() -> StructuredFields.innerList(List.of(inner)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StructuredFields.item(inner)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.with("a", inner)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.with("a", one.with("b", one))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StructuredFields.displayString("\ud800")).isInstanceOf(IllegalArgumentException.class);
    }
}
