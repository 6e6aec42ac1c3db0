package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Any text at all as a list of headers; the seeds in every build, new ones in the long profile. */
class RequestHeaderListFuzzTest {

    private static final Set<String> ALLOWED = Set.of("authorization", "content-type", "x-a");

    private final RequestHeaderList list = new RequestHeaderList(ALLOWED);

    @FuzzTest(maxDuration = "20s")
    void list(byte[] bytes) {
        List<String> lines = List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
        CorsReason reason = list.check(lines);
        boolean meant = lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(RequestHeaderListFuzzTest::trimmed)
                .allMatch(name -> name.isEmpty() || ALLOWED.contains(name));
        if (reason != CorsReason.HEADERS_TOO_LONG) {
            assertThat(reason).isEqualTo(meant ? CorsReason.PREFLIGHT_ALLOWED : CorsReason.HEADER_REFUSED);
        } else {
            assertThat(bytes.length).isGreaterThan(String.join(",", ALLOWED).length());
        }
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && " \t".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        // ASCII only: the Kelvin sign is no k.
        String name = text.substring(from, to);
        return name.chars().allMatch(c -> c < 128) ? name.toLowerCase(Locale.ROOT) : name;
    }
}
