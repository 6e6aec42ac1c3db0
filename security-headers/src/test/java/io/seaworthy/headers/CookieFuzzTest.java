package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.http.Cookies;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Any text at all as a cookie, coming and going; the seeds in every build, new ones in the long profile. */
class CookieFuzzTest {

    private final GuardChain chain = GuardChain.of(OutgoingCookies.hardened());

    @FuzzTest(maxDuration = "20s")
    void cookie(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String session = Cookies.of(List.of(text)).get("__Host-session");
        if (session != null) {
            assertThat(Arrays.stream(text.split(";", -1)).map(CookieFuzzTest::trimmed))
                    .as("a cookie counts only where a pair is just that")
                    .contains("__Host-session=" + session);
        }
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            hardened(text);
        }
    }

    private void hardened(String line) {
        ServerRequest request = RequestHeads.get("/").scheme("https").build();
        chain.run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        headers.add("Set-Cookie", line);
        request.commit(200, headers);
        assertThat(headers.all("Set-Cookie")).hasSize(1);
        String sent = headers.first("Set-Cookie");
        assertThat(sent).startsWith(line);
        List<String> attributes = Arrays.stream(sent.split(";", -1))
                .skip(1)
                .map(each -> each.split("=", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(attributes).contains("secure", "httponly");
        assertThat(attributes).containsAnyOf("samesite", "partitioned");
    }

    private static String trimmed(String pair) {
        return pair.replaceAll("^[ \\t]+|[ \\t]+$", "");
    }
}
