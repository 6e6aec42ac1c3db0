package io.seaworthy.headers.cors;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyTest {

    private static final String APP = "https://app.example.com";
    private static final String PREFLIGHT_VARY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private final List<EventReason> events = new ArrayList<>();
    private final CorsPolicy policy = CorsPolicy.builder()
            .origins(APP, "http://localhost:5173")
            .credentials()
            .methods("GET", "POST", "DELETE")
            .requestHeaders("authorization", "content-type", "x-api-key", "x-request-id")
            .exposedHeaders("RateLimit", "Retry-After")
            .maxAge(Duration.ofMinutes(10))
            .paths("/api/**", "/auth/**")
            .events((reason, head, cause) -> events.add(reason))
            .build();

    private static RequestHeads preflight(String origin, String method) {
        return RequestHeads.options("/api/notes")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method);
    }

    private static void assertNoCorsFields(Decision decision) {
        assertThat(assertThat(decision).headers().names()).noneMatch(name -> name.startsWith("Access-Control-"));
    }

    @Test
    void allowedOrigin_mayReadTheAnswer() {
        Decision decision =
                policy.check(RequestHeads.get("/api/me").header("Origin", APP).build());
        assertThat(decision)
                .proceeds()
                .setsHeader("Access-Control-Allow-Origin", APP)
                .setsHeader("Access-Control-Allow-Credentials", "true")
                .setsHeader("Access-Control-Expose-Headers", "RateLimit, Retry-After")
                .setsHeader("Vary", "Origin")
                .setsNoHeader("Access-Control-Allow-Methods");
        assertThat(policy.check(
                        RequestHeads.post("/auth/login").header("Origin", APP).build()))
                .isSameAs(decision);
        assertThat(events).isEmpty();
    }

    @Test
    void requestWithoutOrigin_variesAllTheSame() {
        Decision decision = policy.check(RequestHeads.get("/api/me").build());
        assertThat(decision).proceeds().setsHeader("Vary", "Origin");
        assertNoCorsFields(decision);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://app.example.com.evil.example",
                "https://evilapp.example.com",
                "https://app.example.com/",
                "https://app.example.com:443",
                "https://app.example.com:8443",
                "http://app.example.com",
                "https://APP.example.com",
                "HTTPS://app.example.com",
                " https://app.example.com",
                "https://app.example.com https://evil.example",
                "https://app.example.com, https://app.example.com",
                "https://*@:;",
                "*",
                "",
            })
    void otherOrigin_getsNoCorsFieldButGoesOn(String origin) {
        Decision decision = policy.check(
                RequestHeads.post("/api/notes").header("Origin", origin).build());
        assertThat(decision).proceeds().setsHeader("Vary", "Origin");
        assertNoCorsFields(decision);
        assertThat(events).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, ORIGIN_REFUSED",
        "null, ORIGIN_NULL",
        "https://*@:;, ORIGIN_MALFORMED",
        "https://app.example.com/, ORIGIN_MALFORMED",
    })
    void refusedPreflight_is403AndSaysNothing(String origin, CorsReason reason) {
        Decision decision = policy.check(preflight(origin, "GET").build());
        assertThat(decision).rejects(403, "cors_denied").setsHeader("Vary", PREFLIGHT_VARY);
        assertNoCorsFields(decision);
        assertThat(events).containsExactly(reason);
    }

    @Test
    void allowedPreflight_namesOnlyWhatWasAskedFor() {
        RequestHead head = preflight(APP, "DELETE")
                .header("Access-Control-Request-Headers", "authorization,x-api-key")
                .build();
        Decision decision = policy.check(head);
        assertThat(decision)
                .responds(204)
                .setsHeader("Access-Control-Allow-Origin", APP)
                .setsHeader("Access-Control-Allow-Credentials", "true")
                .setsHeader("Access-Control-Allow-Methods", "DELETE")
                .setsHeader("Access-Control-Allow-Headers", "authorization,x-api-key")
                .setsHeader("Access-Control-Max-Age", "600")
                .setsHeader("Vary", PREFLIGHT_VARY)
                .setsNoHeader("Access-Control-Expose-Headers");
        assertThat(policy.check(head)).as("the answer is kept").isSameAs(decision);
    }

    @Test
    void preflightWithoutHeaders_getsNoAllowHeaders() {
        assertThat(policy.check(preflight(APP, "GET").build()))
                .responds(204)
                .setsNoHeader("Access-Control-Allow-Headers");
        assertThat(policy.check(preflight(APP, "GET")
                        .header("Access-Control-Request-Headers", "")
                        .build()))
                .responds(204)
                .setsNoHeader("Access-Control-Allow-Headers");
    }

    @Test
    void splitHeaderLines_areReadAsOneList() {
        assertThat(policy.check(preflight(APP, "GET")
                        .header("Access-Control-Request-Headers", "authorization")
                        .header("Access-Control-Request-Headers", "content-type")
                        .build()))
                .responds(204)
                .setsHeader("Access-Control-Allow-Headers", "authorization,content-type");
        assertThat(policy.check(preflight(APP, "GET")
                        .header("Access-Control-Request-Headers", "authorization")
                        .header("Access-Control-Request-Headers", "x-evil")
                        .build()))
                .rejects(403, "cors_denied");
    }

    @ParameterizedTest
    @CsvSource({"PUT", "PATCH", "get", "delete", "''", "*", "GET;POST"})
    void otherMethod_isRefused(String method) {
        Decision decision = policy.check(preflight(APP, method).build());
        assertThat(decision).rejects(403, "cors_denied");
        assertNoCorsFields(decision);
        assertThat(events).containsExactly(CorsReason.METHOD_REFUSED);
    }

    @Test
    void head_comesWithGet() {
        assertThat(policy.check(preflight(APP, "HEAD").build())).responds(204);
        CorsPolicy posts = CorsPolicy.builder().origins(APP).methods("POST").build();
        assertThat(posts.check(preflight(APP, "HEAD").build())).rejects(403, "cors_denied");
    }

    @Test
    void optionsWithoutRequestedMethod_isNoPreflight() {
        assertThat(policy.check(
                        RequestHeads.options("/api/notes").header("Origin", APP).build()))
                .proceeds()
                .setsHeader("Access-Control-Allow-Origin", APP);
        assertThat(policy.check(RequestHeads.options("/api/notes")
                        .header("Access-Control-Request-Method", "GET")
                        .build()))
                .proceeds();
        assertThat(policy.check(RequestHeads.post("/api/notes")
                        .header("Origin", APP)
                        .header("Access-Control-Request-Method", "GET")
                        .build()))
                .proceeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/apis", "/API/me", "/health/live", "/api/../x", "//api/me"})
    void otherPaths_areNoneOfItsBusiness(String path) {
        assertThat(policy.check(RequestHeads.get(path).header("Origin", APP).build()))
                .saysNothing();
        assertThat(policy.reason(RequestHeads.get(path).build())).isEqualTo(CorsReason.OUT_OF_SCOPE);
    }

    @Test
    void sameOriginPost_isNoRefusal() {
        policy.check(RequestHeads.post("/api/notes")
                .authority("api.example.com")
                .header("Origin", "https://api.example.com")
                .build());
        policy.check(RequestHeads.post("/api/notes")
                .header("Origin", "https://public.example")
                .header("Sec-Fetch-Site", "same-origin")
                .build());
        assertThat(events).isEmpty();
    }

    @Test
    void anyOrigin_answersAlikeForAll() {
        CorsPolicy open = CorsPolicy.builder()
                .anyOrigin()
                .requestHeaders("*", "Authorization")
                .build();
        RecordingHeaders without =
                assertThat(open.check(RequestHeads.get("/").build())).headers();
        RecordingHeaders with = assertThat(open.check(RequestHeads.get("/")
                        .header("Origin", "https://x.example")
                        .build()))
                .headers();
        assertThat(with).hasToString(without.toString());
        assertThat(with.first("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(with.names()).doesNotContain("Vary", "Access-Control-Allow-Credentials");
        assertThat(open.check(preflight("https://x.example", "POST")
                        .header("Access-Control-Request-Headers", "authorization,x-anything")
                        .build()))
                .responds(204)
                .setsHeader("Access-Control-Allow-Headers", "*, authorization");
        assertThat(open.lists("https://x.example")).isFalse();
        assertThat(open.evidence().get(0).isWeakened()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example.com, true",
        "https://a.b.example.com, true",
        "http://localhost:5173, true",
        "https://example.com, false",
        "https://evil.example/.example.com, false",
        "https://evil.example#.example.com, false",
        "https://evil.example\\.example.com, false",
        "https://user@a.example.com, false",
        "https://a..example.com, false",
        "https://-.example.com, false",
        "https://A.example.com, false",
        "https://a.example.com:443, false",
        "http://localhost:0, false",
        "http://localhost:080, false",
        "http://localhost:x, false",
        "http://localhost:, false",
    })
    void setOfOrigins_coversWellFormedOnesOnly(String origin, boolean allowed) {
        CorsPolicy sets = CorsPolicy.builder()
                .origins("https://*.example.com", "http://localhost:*")
                .build();
        Decision decision =
                sets.check(RequestHeads.get("/").header("Origin", origin).build());
        if (allowed) {
            assertThat(decision)
                    .setsHeader("Access-Control-Allow-Origin", origin)
                    .setsHeader("Vary", "Origin");
            assertThat(sets.check(RequestHeads.get("/").header("Origin", origin).build()))
                    .isSameAs(decision);
        } else {
            assertThat(decision).setsNoHeader("Access-Control-Allow-Origin");
        }
        assertThat(sets.lists(origin)).isEqualTo(allowed);
    }

    @Test
    void vary_isAppendedToWhatOthersWrote() {
        RecordingHeaders headers = RecordingHeaders.create();
        headers.set("Vary", "Accept-Encoding");
        Decision decision =
                policy.check(RequestHeads.get("/api/me").header("Origin", APP).build());
        io.seaworthy.kernel.ServerRequest request = RequestHeads.get("/").build();
        io.seaworthy.kernel.GuardChain.of(head -> decision).run(request);
        request.writeHeaders(headers);
        request.commit(200, headers);
        assertThat(headers.all("Vary")).containsExactly("Accept-Encoding, Origin");
    }

    @Test
    void explanation_fitsEachReason() {
        assertThat(policy.explain(preflight("https://evil.example", "GET").build()))
                .contains("not on the list");
        assertThat(policy.explain(preflight(APP, "PUT").build())).contains("method");
        assertThat(policy.explain(preflight(APP, "GET")
                        .header("Access-Control-Request-Headers", "x-evil")
                        .build()))
                .contains("header");
        for (CorsReason reason : CorsReason.values()) {
            assertThat(reason.sentence()).endsWith(".");
        }
        assertThat(events).as("explaining reports nothing").isEmpty();
    }

    @Test
    void explainingRefusals_tellsTheClientToo() {
        CorsPolicy explaining =
                CorsPolicy.builder().origins(APP).explainingRefusals().build();
        Decision.Reject reject =
                (Decision.Reject) explaining.check(preflight(APP, "PUT").build());
        assertThat(new String(reject.problem().toJson(null), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"reason\":\"method_refused\"");
        assertThat(explaining.evidence().get(0).isWeakened()).isTrue();
    }

    @Test
    void livePolicy_isSwappedAsAWhole() {
        Rotating<CorsPolicy> rotating = Rotating.of(policy);
        Guard guard = CorsPolicy.live(rotating);
        RequestHead head = RequestHeads.get("/api/me").header("Origin", APP).build();
        assertThat(guard.check(head)).setsHeader("Access-Control-Allow-Origin", APP);
        rotating.rotateTo(CorsPolicy.builder().origins("https://other.example").build());
        assertThat(guard.check(head)).setsNoHeader("Access-Control-Allow-Origin");
    }
}
