package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Decision;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text at all as an origin; the seeds in every build, new ones in the long profile. */
class OriginFuzzTest {

    private static final List<String> LISTED = List.of(
            "https://app.example.com", "https://*.example.org", "http://localhost:*", "https://*.a.example.net:8443");

    private final CorsPolicy policy =
            CorsPolicy.builder().origins(LISTED).credentials().build();

    private final List<OriginPattern> patterns =
            LISTED.stream().map(each -> OriginPattern.parse(each).pattern()).toList();

    @FuzzTest(maxDuration = "20s")
    void origin(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        WebOrigin origin = WebOrigin.parseOrNull(text);
        assertThat(WebOrigin.isOrigin(text)).isEqualTo(origin != null);
        if (origin != null) {
            assertThat(origin).hasToString(text);
        }
        boolean meant = origin != null && patterns.stream().anyMatch(each -> each.matches(origin));
        assertThat(policy.lists(text)).isEqualTo(meant);
        // A server hands no line breaks on.
        if (text.chars().allMatch(c -> c >= ' ')) {
            Decision decision =
                    policy.check(RequestHeads.get("/").header("Origin", text).build());
            assertThat(decision.headers().toString().contains("Allow-Origin: ")).isEqualTo(meant);
        }
    }
}
