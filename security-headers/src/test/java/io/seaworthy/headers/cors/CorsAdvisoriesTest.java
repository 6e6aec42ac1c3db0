package io.seaworthy.headers.cors;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RequestHeads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong in other CORS implementations, a test for each advisory. */
class CorsAdvisoriesTest {

    private static Decision ask(CorsPolicy policy, String path, String origin) {
        return policy.check(RequestHeads.get(path).header("Origin", origin).build());
    }

    private static void assertRefused(CorsPolicy policy, String origin) {
        assertThat(ask(policy, "/", origin)).setsNoHeader("Access-Control-Allow-Origin");
    }

    /** jub0bs/cors 0.1.0 to 0.1.2, fcors: the tails of two patterns were glued together. */
    @Test
    void ghsaVhxvFg4mP2w8_ghsaV84h653v4pq9_listedOriginsAreNotConcatenated() {
        CorsPolicy policy = CorsPolicy.builder()
                .origins("https://foo.com", "https://bar.com")
                .build();
        assertRefused(policy, "https://barfoo.com");
        assertRefused(policy, "https://foobar.com");
        assertRefused(policy, "https://foo.comhttps://bar.com");
        assertThat(ask(policy, "/", "https://bar.com")).setsHeader("Access-Control-Allow-Origin", "https://bar.com");
    }

    /** rs/cors, Fiber, Hono, rack-cors: a wildcard became "whoever asks", with credentials. */
    @Test
    void cve201820744_cve202425124_cve202654290_wildcardNeverBecomesReflection() {
        assertThatThrownBy(() -> CorsPolicy.builder().anyOrigin().credentials().build())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> CorsPolicy.builder().origins("*").credentials().build())
                .isInstanceOf(ConfigurationException.class);
        CorsPolicy open = CorsPolicy.builder().anyOrigin().build();
        assertThat(ask(open, "/", "https://evil.example"))
                .setsHeader("Access-Control-Allow-Origin", "*")
                .setsNoHeader("Access-Control-Allow-Credentials");
    }

    /** Tomcat's default until 2018, Jetty's until 12: everybody, with credentials. */
    @Test
    void cve20188014_thereIsNoDefaultOrigin() {
        assertThatThrownBy(() -> CorsPolicy.builder().credentials().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("origins: missing");
    }

    /** go-restful, Starlette: unanchored patterns matched prefixes and substrings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com.evil.example",
                "https://example.comevil",
                "https://evil-example.com",
                "https://exampleXcom",
                "https://evil.example/https://example.com",
                "xhttps://example.com",
                "https://example.com%00.evil.example",
                "https://example.com\u0000",
                "https://sub.example.com",
            })
    void cve20221996_originsMatchAsAWhole(String origin) {
        assertRefused(CorsPolicy.builder().origins("https://example.com").build(), origin);
    }

    /** flask-cors: paths were matched as regular expressions, after plus signs became blanks, without regard to case. */
    @Test
    void cve20246844_cve20246839_cve20246866_pathsMatchAsRoutesDo() {
        CorsPolicy policy = CorsPolicy.builder()
                .origins("https://app.example")
                .paths("/service+name/api", "/v1.0/**")
                .build();
        assertThat(ask(policy, "/service+name/api", "https://app.example"))
                .setsHeader("Access-Control-Allow-Origin", "https://app.example");
        for (String other : List.of(
                "/service%20name/api",
                "/service name/api", "/servicename/api", "/v1x0/a", "/V1.0/a", "/v1.0/../admin")) {
            assertThat(ask(policy, other, "https://app.example")).as(other).saysNothing();
        }
    }

    /** rs/cors, go-chi/cors: an 8 KB list of headers cost megabytes. The time is bounded, so the count of steps is. */
    @Test
    void ghsaMh55_hostileHeaderListIsRefusedByItsLength() {
        CorsPolicy policy = CorsPolicy.builder()
                .origins("https://app.example")
                .requestHeaders("authorization")
                .build();
        for (String unit : List.of(",", "a,", "authorization,", " ,")) {
            assertThat(policy.reason(RequestHeads.options("/")
                            .header("Origin", "https://app.example")
                            .header("Access-Control-Request-Method", "GET")
                            .header("Access-Control-Request-Headers", unit.repeat(4096))
                            .build()))
                    .as(unit)
                    .isEqualTo(CorsReason.HEADERS_TOO_LONG);
        }
    }

    /** Spring Framework: a malformed Origin ended as a 500. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://*@:;", "://", ":", "https://[", "https://[::1", "\u0001", "https://%", "http://a:b:c"})
    void spring33682_malformedOriginIsACleanRefusal(String origin) {
        CorsPolicy policy = CorsPolicy.builder().origins("https://app.example").build();
        assertRefused(policy, origin);
        assertThat(policy.check(RequestHeads.options("/")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .build()))
                .rejects(403, "cors_denied");
        assertThat(policy.reason(RequestHeads.get("/").header("Origin", origin).build()))
                .isEqualTo(CorsReason.ORIGIN_MALFORMED);
    }

    /** jub0bs/cors 14, rs/cors 198: handlers could change the arrays that all answers shared. */
    @Test
    void sharedAnswers_cannotBeChangedByAHandler() {
        CorsPolicy policy = CorsPolicy.builder().origins("https://app.example").build();
        Decision decision = ask(policy, "/", "https://app.example");
        assertThat(decision).headers().set("Access-Control-Allow-Origin", "https://evil.example");
        assertThat(ask(policy, "/", "https://app.example"))
                .setsHeader("Access-Control-Allow-Origin", "https://app.example");
    }
}
