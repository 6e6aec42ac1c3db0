package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.http.StructuredFields.Member;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonLimits;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public vectors of structured fields, where they are there: what they expect is written as they write it. */
class StructuredFieldsVectorsTest {

    private static final JsonLimits LIMITS =
            JsonLimits.strict().bytes(8 << 20).members(1_000_000).depth(64);

    private int ran;
    private int skipped;

    @Test
    void vectors_areWrittenInTheirCanonicalForm() throws Exception {
        Path folder = Path.of(System.getProperty("seaworthy.vectors", "vectors"), "structured-fields");
        if (!Files.isDirectory(folder)) {
            System.err.println("structured-fields vectors: skipped, there is no " + folder);
            return;
        }
        for (Path at : List.of(folder, folder.resolve("serialisation-tests"))) {
            try (Stream<Path> files = Files.list(at)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    for (Object vector : (List<?>) Json.read(Files.readAllBytes(file), LIMITS)) {
                        check((Map<?, ?>) vector, !at.equals(folder));
                    }
                }
            }
        }
        System.err.println("structured-fields vectors: " + ran + " ran, " + skipped + " without a value to write");
        assertThat(ran).isGreaterThan(500);
    }

    private void check(Map<?, ?> vector, boolean serialising) {
        Object expected = vector.get("expected");
        if (expected == null || (!serialising && Boolean.TRUE.equals(vector.get("must_fail")))) {
            skipped++;
            return;
        }
        ran++;
        String type = (String) vector.get("header_type");
        if (Boolean.TRUE.equals(vector.get("must_fail"))) {
            assertThatThrownBy(() -> write(type, expected))
                    .as("%s", vector.get("name"))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        List<?> lines = (List<?>) (vector.containsKey("canonical") ? vector.get("canonical") : vector.get("raw"));
        String canonical = lines.isEmpty() ? "" : (String) lines.get(0);
        assertThat(write(type, expected)).as("%s", vector.get("name")).isEqualTo(canonical);
    }

    private static String write(String type, Object expected) {
        List<?> value = (List<?>) expected;
        switch (type) {
            case "item":
                return StructuredFields.item(member(value));
            case "list":
                return StructuredFields.list(
                        value.stream().map(StructuredFieldsVectorsTest::member).toList());
            default:
                Map<String, Member> members = new LinkedHashMap<>();
                value.forEach(pair -> members.put((String) ((List<?>) pair).get(0), member(((List<?>) pair).get(1))));
                return StructuredFields.dictionary(members);
        }
    }

    private static Member member(Object pair) {
        Object bare = ((List<?>) pair).get(0);
        Member member = bare instanceof List<?> inner
                ? StructuredFields.innerList(
                        inner.stream().map(StructuredFieldsVectorsTest::member).toList())
                : bare(bare);
        for (Object parameter : (List<?>) ((List<?>) pair).get(1)) {
            List<?> keyAndValue = (List<?>) parameter;
            member = member.with((String) keyAndValue.get(0), bare(keyAndValue.get(1)));
        }
        return member;
    }

    private static Member bare(Object bare) {
        if (bare instanceof String text) {
            return StructuredFields.string(text);
        } else if (bare instanceof Long integer) {
            return StructuredFields.integer(integer);
        } else if (bare instanceof BigDecimal decimal) {
            return StructuredFields.decimal(decimal);
        } else if (bare instanceof Boolean flag) {
            return StructuredFields.bool(flag);
        }
        Map<?, ?> typed = (Map<?, ?>) bare;
        Object value = typed.get("value");
        return switch ((String) typed.get("__type")) {
            case "token" -> StructuredFields.token((String) value);
            case "binary" -> StructuredFields.bytes(base32((String) value));
            case "date" -> StructuredFields.date(Instant.ofEpochSecond((Long) value));
            default -> StructuredFields.displayString((String) value);
        };
    }

    private static byte[] base32(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int count = 0;
        for (char c : text.replace("=", "").toCharArray()) {
            bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes.write(bits >> count);
            }
        }
        return bytes.toByteArray();
    }
}
