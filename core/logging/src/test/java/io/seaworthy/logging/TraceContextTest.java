package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What leaves for the next service when this came from the last one: each case that the working group's own suite sends
 * to a service, levels 1 and 2, at its strictest. That suite speaks HTTP; here it is the guard and the writer.
 */
class TraceContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String GOOD = "00-" + TRACE + "-" + PARENT + "-01";

    /**
     * A request and what has to become of it.
     *
     * @param fields names and values in turn
     * @param continued whether the trace goes on
     * @param state the members that go on, null where none do
     */
    record Case(
            String name,
            List<String> fields,
            boolean continued,
            @Nullable String state) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case parent(String name, boolean continued, String... fields) {
        return new Case(name, List.of(fields), continued, null);
    }

    private static Case state(String name, @Nullable String expected, String... lines) {
        List<String> fields = new ArrayList<>(List.of("traceparent", GOOD));
        for (String line : lines) {
            fields.add("tracestate");
            fields.add(line);
        }
        return new Case(name, fields, true, expected);
    }

    private static String members(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "m%02d=%02d".formatted(i, i))
                .collect(Collectors.joining(","));
    }

    static Stream<Case> cases() {
        return Stream.of(parents(), states(), keys()).flatMap(s -> s);
    }

    private static Stream<Case> parents() {
        String rest = TRACE + "-" + PARENT + "-01";
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("version 00 with a dot behind", GOOD + ".");
        bad.put("version 00 with more behind", GOOD + "-more-of-a-later-version");
        bad.put("version cc with more behind, not after a dash", "cc-" + rest + ".more-of-a-later-version");
        bad.put("version ff", "ff-" + rest);
        bad.put("version with a dot first", ".0-" + rest);
        bad.put("version with a dot last", "0.-" + rest);
        bad.put("version of three digits", "000-" + rest);
        bad.put("version of four digits", "0000-" + rest);
        bad.put("version of one digit", "0-" + rest);
        bad.put("trace id of zeros", "00-" + "0".repeat(32) + "-" + PARENT + "-01");
        bad.put("trace id with a dot first", "00-." + TRACE.substring(1) + "-" + PARENT + "-01");
        bad.put("trace id with a dot last", "00-" + TRACE.substring(1) + ".-" + PARENT + "-01");
        bad.put("trace id too long", "00-" + TRACE + "c-" + PARENT + "-01");
        bad.put("trace id too short", "00-" + TRACE.substring(1) + "-" + PARENT + "-01");
        bad.put("parent id of zeros", "00-" + TRACE + "-" + "0".repeat(16) + "-01");
        bad.put("parent id with a dot first", "00-" + TRACE + "-." + PARENT.substring(1) + "-01");
        bad.put("parent id with a dot last", "00-" + TRACE + "-" + PARENT.substring(1) + ".-01");
        bad.put("parent id too long", "00-" + TRACE + "-" + PARENT + "1-01");
        bad.put("parent id too short", "00-" + TRACE + "-" + PARENT.substring(1) + "-01");
        bad.put("flags with a dot first", "00-" + TRACE + "-" + PARENT + "-.0");
        bad.put("flags with a dot last", "00-" + TRACE + "-" + PARENT + "-0.");
        bad.put("flags too long", "00-" + TRACE + "-" + PARENT + "-001");
        bad.put("flags too short", "00-" + TRACE + "-" + PARENT + "-1");
        Map<String, String> good = new LinkedHashMap<>();
        good.put("parent without state", GOOD);
        good.put("version cc", "cc-" + rest);
        good.put("version cc with more behind", "cc-" + rest + "-more-of-a-later-version");
        good.put("blank before", " " + GOOD);
        good.put("tab before", "\t" + GOOD);
        good.put("blank behind", GOOD + " ");
        good.put("tab behind", GOOD + "\t");
        good.put("blanks and tabs around", "\t " + GOOD + " \t");
        Stream<Case> others = Stream.of(
                parent("nothing", false),
                parent("two parents", false, "traceparent", GOOD, "traceparent", GOOD.replace("c-", "d-")),
                parent("name with a dash", false, "trace-parent", GOOD),
                parent("name with a dot", false, "trace.parent", GOOD),
                parent("name in camel case", true, "TraceParent", GOOD),
                parent("name in mixed case", true, "TrAcEpArEnT", GOOD),
                parent("name in capitals", true, "TRACEPARENT", GOOD),
                parent("state without parent", false, "tracestate", "foo=1"),
                parent("longer state without parent", false, "tracestate", "foo=1,bar=2"));
        Stream<Case> refused = bad.entrySet().stream().map(e -> parent(e.getKey(), false, "traceparent", e.getValue()));
        Stream<Case> kept = good.entrySet().stream().map(e -> parent(e.getKey(), true, "traceparent", e.getValue()));
        return Stream.of(others, refused, kept).flatMap(s -> s);
    }

    private static Stream<Case> states() {
        return Stream.of(
                state("state", "foo=1,bar=2", "foo=1,bar=2"),
                new Case("state's name with a dash", List.of("traceparent", GOOD, "trace-state", "foo=1"), true, null),
                new Case("state's name with a dot", List.of("traceparent", GOOD, "trace.state", "foo=1"), true, null),
                new Case(
                        "state's name in camel case",
                        List.of("traceparent", GOOD, "TraceState", "foo=1"),
                        true,
                        "foo=1"),
                new Case(
                        "state's name in mixed case",
                        List.of("traceparent", GOOD, "TrAcEsTaTe", "foo=1"),
                        true,
                        "foo=1"),
                new Case(
                        "state's name in capitals", List.of("traceparent", GOOD, "TRACESTATE", "foo=1"), true, "foo=1"),
                state("empty state", null, ""),
                state("state and an empty one", "foo=1", "foo=1", ""),
                state("empty state and one", "foo=1", "", "foo=1"),
                state("several states", "foo=1,bar=2,baz=3,qux=4", "foo=1,bar=2", "baz=3", "qux=4"),
                state("same member twice", "foo=1", "foo=1,foo=1"),
                state("same key twice", "foo=1", "foo=1,foo=2"),
                state("same member in two states", "foo=1", "foo=1", "foo=1"),
                state("same key in two states", "foo=1", "foo=1", "foo=2"),
                state("blanks around the comma", "foo=1,bar=2,baz=3", "foo=1 \t , \t bar=2, \t baz=3"),
                state("tabs around the comma", "foo=1,bar=2,baz=3", "foo=1\t \t,\t \tbar=2,\t \tbaz=3"),
                state("blank before the state", "foo=1", " foo=1"),
                state("tab before the state", "foo=1", "\tfoo=1"),
                state("blank behind the state", "foo=1", "foo=1 "),
                state("tab behind the state", "foo=1", "foo=1\t"),
                state("blanks and tabs around the state", "foo=1", "\t foo=1 \t"),
                state("value with an equals sign", null, "foo=bar=baz"),
                state("value that is empty", null, "foo=,bar=3"),
                state("32 members", members(1, 32), members(1, 10), members(11, 20), members(21, 30), members(31, 32)),
                state("33 members", null, members(1, 10), members(11, 20), members(21, 30), members(31, 33)));
    }

    private static Stream<Case> keys() {
        String characters = "abcdefghijklmnopqrstuvwxyz0123456789_-*/";
        StringBuilder value = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            value.append(c == ',' || c == '=' ? "" : c);
        }
        String all = characters + "=" + value;
        String system = characters + "@a-z0-9_-*/=" + value;
        return Stream.of(
                state("every character of a key and a value", all, all),
                state("every character, with a system", system, system),
                state("key with a blank", null, "foo =1"),
                state("key in capitals", null, "FOO=1"),
                state("key with a dot", null, "foo.bar=1"),
                state("key that ends at the sign", "foo@=1,bar=2", "foo@=1,bar=2"),
                state("key that begins with the sign", null, "@foo=1,bar=2"),
                state("key with two signs together", "foo@@bar=1,bar=2", "foo@@bar=1,bar=2"),
                state("key with two signs", "foo@bar@baz=1,bar=2", "foo@bar@baz=1,bar=2"),
                state("key of 256", "foo=1," + "z".repeat(256) + "=1", "foo=1", "z".repeat(256) + "=1"),
                state("key of 257", null, "foo=1", "z".repeat(257) + "=1"),
                state("tenant of 241", "foo=1," + key(241, 14), "foo=1", key(241, 14)),
                state("tenant of 242", "foo=1," + key(242, 1), "foo=1", key(242, 1)),
                state("system of 15", "foo=1," + key(1, 15), "foo=1", key(1, 15)));
    }

    private static String key(int tenant, int system) {
        return "t".repeat(tenant) + "@" + "v".repeat(system) + "=1";
    }

    private static Map<String, String> sent(Correlation correlation) {
        Map<String, String> sent = new LinkedHashMap<>();
        Outgoing.headers(correlation, sent::put);
        return sent;
    }

    private static Correlation received(List<String> fields) {
        RequestHeads head = RequestHeads.get("/");
        for (int i = 0; i < fields.size(); i += 2) {
            head = head.header(fields.get(i), fields.get(i + 1));
        }
        Decision decision = CorrelationGuard.create().check(head.build());
        return ((Decision.Proceed) decision).attributes().get(Correlation.ATTRIBUTE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requestOfAnotherService_isContinuedAsTheSuiteWants(Case one) {
        Map<String, String> sent = sent(received(one.fields()));
        assertThat(sent.get("traceparent"))
                .matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[0-3]")
                .doesNotContain(PARENT);
        assertThat(sent.get("traceparent").contains(TRACE)).isEqualTo(one.continued());
        assertThat(sent.get("tracestate")).isEqualTo(one.state());
    }

    @Test
    void eachCall_hasAParentOfItsOwn() {
        for (List<String> fields : List.of(
                List.of("traceparent", GOOD),
                List.<String>of(),
                List.of("traceparent", "00-" + "0".repeat(32) + "-" + PARENT + "-01"))) {
            Correlation correlation = received(fields);
            Set<String> parents = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                String field = sent(correlation).get("traceparent");
                assertThat(field).contains(correlation.traceId());
                parents.add(field.substring(36, 52));
            }
            assertThat(parents).hasSize(3);
        }
    }

    @Test
    void flagOfARandomTrace_isKept() {
        String field = sent(received(List.of("traceparent", "00-" + TRACE + "-" + PARENT + "-02")))
                .get("traceparent");
        assertThat(field).startsWith("00-" + TRACE).endsWith("-02");
    }
}
