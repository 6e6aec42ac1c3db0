package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of W3C Trace Context section 3.3. */
class TraceStateTest {

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource({
        "foo=1, foo=1",
        "'foo=1,bar=2', 'foo=1,bar=2'",
        "'foo=1 \t , \t bar=2', 'foo=1,bar=2'",
        "'foo=1,', foo=1",
        "',,foo=1', foo=1",
        "'foo=a b', 'foo=a b'",
        "a-_*/z0=1, a-_*/z0=1",
        "0tenant@vendor=1, 0tenant@vendor=1",
        "0foo=1, 0foo=1",
        "foo@=1, foo@=1",
        "foo@@bar=1, foo@@bar=1",
        "foo@bar@baz=1, foo@bar@baz=1",
        "foo@0bar=1, foo@0bar=1",
        "'foo=1,bar=2,foo=3', 'foo=1,bar=2'",
        "foo=~!@#$%^&*()_+-[]{}|:;<>?/\\\\\"', foo=~!@#$%^&*()_+-[]{}|:;<>?/\\\\\"'"
    })
    void validMembers_areKept(String line, String expected) {
        assertThat(TraceState.of(List.of(line))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "=1",
                "foo=",
                "foo=1=2",
                "foo =1",
                "FOO=1",
                "@foo=1",
                "foo=\u00e9",
                "foo=\u0000",
                "foo=1\u007f",
                "foo.bar=1",
                "foo=1,bar",
                "foo=a\tb"
            })
    void invalidMember_dropsTheWhole(String line) {
        assertThat(TraceState.of(List.of(line))).isNull();
    }

    @Test
    void limits_holdAtTheirEdge() {
        assertThat(TraceState.of(List.of(members(32)))).isEqualTo(members(32));
        assertThat(TraceState.of(List.of(members(33)))).isNull();
        String key = "a".repeat(256);
        assertThat(TraceState.of(List.of(key + "=1"))).isNotNull();
        assertThat(TraceState.of(List.of(key + "a=1"))).isNull();
        assertThat(TraceState.of(List.of("a".repeat(241) + "@" + "b".repeat(14) + "=1")))
                .isNotNull();
        assertThat(TraceState.of(List.of("a".repeat(242) + "@b=1"))).isNotNull();
        assertThat(TraceState.of(List.of("a".repeat(242) + "@" + "b".repeat(14) + "=1")))
                .isNull();
        assertThat(TraceState.of(List.of("a=" + "1".repeat(256)))).isNotNull();
        assertThat(TraceState.of(List.of("a=" + "1".repeat(257)))).isNull();
    }

    @Test
    void severalLines_countAsOne() {
        assertThat(TraceState.of(List.of("a=1", "b=2", ""))).isEqualTo("a=1,b=2");
        assertThat(TraceState.of(List.of("a=1", "a=2"))).isEqualTo("a=1");
        assertThat(TraceState.of(List.of())).isNull();
        assertThat(TraceState.of(List.of("", " ,"))).isNull();
    }

    @Test
    void stateThatIsTooLong_losesWholeMembersLargeOnesFirst() {
        String large = "large=" + "x".repeat(200);
        String small =
                IntStream.range(0, 30).mapToObj(i -> "key" + i + "=0123456789").collect(Collectors.joining(","));
        String kept = TraceState.of(List.of(large + "," + small));
        assertThat(kept)
                .hasSizeLessThanOrEqualTo(512)
                .startsWith("key0=0123456789,")
                .doesNotContain("large");
        assertThat(small).startsWith(kept);
    }
}
