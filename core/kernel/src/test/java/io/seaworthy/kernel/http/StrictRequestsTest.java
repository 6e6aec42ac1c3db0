package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictRequestsTest {

    private final StrictRequests guard = StrictRequests.create();

    private void assertRefused(FakeHead head, String reason) {
        Decision decision = guard.check(head);
        assertThat(decision).isInstanceOf(Decision.Reject.class).isSameAs(guard.check(head));
        Problem problem = ((Decision.Reject) decision).problem();
        assertThat(problem).hasToString("400 malformed_request");
        assertThat(new String(problem.toJson(null), StandardCharsets.UTF_8)).contains("\"reason\":\"" + reason + "\"");
    }

    private void assertPasses(FakeHead head) {
        assertThat(guard.check(head)).isSameAs(Decision.proceed());
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/..;/secret, path_parameter",
        "/static/%2e%2e/secret, dot_segment",
        "/a%2fb, encoded_separator",
        "/a%00.png, encoded_control",
        "//evil.example, empty_segment",
        "/%c0%ae%c0%ae/, bad_encoding",
        "/\\evil, backslash",
        "/%252e%252e/, double_encoding",
        "/é, not_ascii",
        "/a|b, illegal_character",
        "http://evil/, not_absolute",
        "*, not_absolute"
    })
    void pathThatIsNotCanonical_isRefused(String path, String reason) {
        assertRefused(FakeHead.get(path), reason);
    }

    @Test
    void ordinaryRequest_passesWithoutAllocatingADecision() {
        FakeHead head = FakeHead.get("/api/notes/1")
                .with("Cookie", "a=1")
                .with("Authorization", "Bearer x")
                .with("Content-Length", "12")
                .with("User-Agent", "x");
        head.query = "a=b%20c&d[]=1|2{}";
        assertPasses(head);
    }

    @Test
    void asteriskTarget_isForOptionsOnly() {
        FakeHead head = FakeHead.get("*");
        head.method = "OPTIONS";
        assertPasses(head);
        head.method = "GET";
        assertRefused(head, "not_absolute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GE T", "GET\r\n", "GÉT", "GET\u0000", "(GET)"})
    void methodThatIsNoToken_isRefused(String method) {
        FakeHead head = FakeHead.get("/");
        head.method = method;
        assertRefused(head, "method");
        head.method = "A".repeat(33);
        assertRefused(head, "method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "a\r\nb", "é", "a#b", "%", "%zz", "a=%u0041", "\u0000", "\u007f"})
    void queryThatIsNotEncoded_isRefused(String query) {
        FakeHead head = FakeHead.get("/");
        head.query = query;
        assertRefused(head, "query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "example.com:1",
                "example.com:65535",
                "a_b",
                "EXAMPLE.com.",
                "127.0.0.1:80",
                "[::1]",
                "[::1]:443",
                "[::ffff:1.2.3.4]",
                "xn--bcher-kva.example",
                "localhost"
            })
    void authorityThatIsAHost_passes(String authority) {
        FakeHead head = FakeHead.get("/");
        head.authority = authority;
        assertPasses(head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a:",
                "a:0",
                "a:65536",
                "a:123456",
                "a:-1",
                "a:8o",
                "user@host",
                "host/path",
                "a b",
                "a,b",
                ".a",
                "a..b",
                "é.com",
                "a%2eb",
                "[::1",
                "::1",
                "[]",
                "[1]",
                "[::g]",
                "[::1]x",
                "[::1%25eth0]",
                "a\u0000",
                "a\\b",
                "a?b",
                "a#b",
                "<a>",
                "a:80:80"
            })
    void authorityThatIsNoHost_isRefused(String authority) {
        FakeHead head = FakeHead.get("/");
        head.authority = authority;
        assertRefused(head, "authority");
    }

    @Test
    void requestWithoutAuthority_passes() {
        FakeHead head = FakeHead.get("/");
        head.authority = null;
        assertPasses(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "Content-Type", "Authorization", "Origin", "Sec-Fetch-Site"})
    void singleHeaderRepeated_isRefused(String name) {
        assertRefused(FakeHead.get("/").with(name, "1").with(name, "1"), "duplicate_header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1,1", "1 1", "0x1", "1e3", "٣", "9999999999999999999"})
    void contentLengthThatIsNoNumber_isRefused(String length) {
        assertRefused(FakeHead.get("/").with("Content-Length", length), "framing");
    }

    @Test
    void contentLengthBesideTransferEncoding_isRefused() {
        assertRefused(FakeHead.get("/").with("Content-Length", "1").with("Transfer-Encoding", "chunked"), "framing");
    }

    @Test
    void limits_holdAtTheirEdge() {
        assertPasses(FakeHead.get("/" + "a".repeat(2047)));
        assertRefused(FakeHead.get("/" + "a".repeat(2048)), "too_long");
        FakeHead head = FakeHead.get("/");
        head.query = "a".repeat(8192);
        assertPasses(head);
        head.query = "a".repeat(8193);
        assertRefused(head, "query_too_long");
        assertPasses(FakeHead.get("/").with("User-Agent", "a".repeat(8192)));
        assertRefused(FakeHead.get("/").with("User-Agent", "a".repeat(8193)), "header_too_long");
        assertRefused(FakeHead.get("/").with("Authorization", "a".repeat(8193)), "header_too_long");
        String half = "a".repeat(5000);
        assertRefused(FakeHead.get("/").with("X-Forwarded-For", half).with("X-Forwarded-For", half), "header_too_long");
        assertPasses(FakeHead.get("/").with("Cookie", "a".repeat(16384)));
        assertRefused(FakeHead.get("/").with("Cookie", "a".repeat(16384)).with("Cookie", "b"), "header_too_long");
    }

    @Test
    void ownLimits_areUsed() {
        StrictRequests small = StrictRequests.builder()
                .pathLimit(2)
                .queryLimit(1)
                .headerLimit(1)
                .cookieLimit(1)
                .build();
        assertThat(small.check(FakeHead.get("/a"))).isSameAs(Decision.proceed());
        assertThat(small.check(FakeHead.get("/ab"))).isInstanceOf(Decision.Reject.class);
        assertThat(small.check(FakeHead.get("/a").with("Cookie", "ab"))).isInstanceOf(Decision.Reject.class);
        assertThat(small.check(FakeHead.get("/a").with("Accept", "ab"))).isInstanceOf(Decision.Reject.class);
    }

    @Test
    void allFaults_areReportedTogether() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> StrictRequests.builder()
                        .pathLimit(0)
                        .queryLimit(65537)
                        .headerLimit(1)
                        .headerLimit(1)
                        .dangerouslyAcceptEmptySegments()
                        .dangerouslyAcceptEmptySegments()
                        .build());
        assertThat(refused.violations())
                .extracting(v -> v.path() + " " + v.reason())
                .containsExactly(
                        "pathLimit out_of_range",
                        "queryLimit out_of_range",
                        "headerLimit set_twice",
                        "dangerouslyAcceptEmptySegments set_twice");
    }

    @Test
    void optIns_areWeakenedEvidence() {
        assertThat(guard.evidence()).extracting(e -> e.id()).containsExactly("INPUT-VALID", "RATE-DDOS");
        assertThat(guard.evidence()).noneMatch(e -> e.isWeakened());
        StrictRequests lax = StrictRequests.builder()
                .dangerouslyAcceptEmptySegments()
                .dangerouslyAcceptPathParameters()
                .build();
        assertThat(lax.check(FakeHead.get("/a//b;c"))).isSameAs(Decision.proceed());
        assertThat(lax.evidence().get(0).weaknesses()).hasSize(2);
    }
}
