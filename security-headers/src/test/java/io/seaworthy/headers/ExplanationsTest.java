package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.cors.CorsReason;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.headers.csrf.CsrfReason;
import io.seaworthy.headers.csrf.CsrfTokenReason;
import io.seaworthy.headers.csrf.SignedDoubleSubmit;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every reason there is a request that has it, a sentence of its own, and an event if it is a denial. */
class ExplanationsTest {

    private static final Secret KEY =
            Secret.of("a key that is random elsewhere, 32 bytes".getBytes(StandardCharsets.UTF_8));
    private static final String APP = "https://app.example.com";

    private final List<EventReason> events = new ArrayList<>();
    private final CorsPolicy cors = CorsPolicy.builder()
            .origins(APP)
            .methods("GET")
            .requestHeaders("x-a")
            .paths("/api/**")
            .events((reason, head, cause) -> events.add(reason))
            .build();
    private final CsrfProtection csrf = CsrfProtection.builder()
            .trustedOrigins(APP)
            .exempt("/hooks/**")
            .events((reason, head, cause) -> events.add(reason))
            .build();

    private static RequestHeads preflight(String origin, String method) {
        return RequestHeads.options("/api/a").header("Origin", origin).header("Access-Control-Request-Method", method);
    }

    private static RequestHead having(CorsReason reason) {
        return switch (reason) {
            case OUT_OF_SCOPE -> RequestHeads.get("/").header("Origin", APP).build();
            case NOT_CORS -> RequestHeads.get("/api/a").build();
            case SAME_ORIGIN ->
                RequestHeads.get("/api/a")
                        .authority("own.example")
                        .header("Origin", "https://own.example")
                        .header("Sec-Fetch-Site", "same-origin")
                        .build();
            case ALLOWED -> RequestHeads.get("/api/a").header("Origin", APP).build();
            case PREFLIGHT_ALLOWED -> preflight(APP, "GET").build();
            case ORIGIN_REFUSED -> preflight("https://evil.example", "GET").build();
            case ORIGIN_NULL -> preflight("null", "GET").build();
            case ORIGIN_MALFORMED -> preflight("https://*@:;", "GET").build();
            case METHOD_REFUSED -> preflight(APP, "PUT").build();
            case HEADER_REFUSED ->
                preflight(APP, "GET")
                        .header("Access-Control-Request-Headers", "x-b")
                        .build();
            case HEADERS_TOO_LONG ->
                preflight(APP, "GET")
                        .header("Access-Control-Request-Headers", "x-a,".repeat(1000))
                        .build();
        };
    }

    @ParameterizedTest
    @EnumSource
    void corsReason_isExplained(CorsReason reason) {
        RequestHead head = having(reason);
        assertThat(cors.reason(head)).isEqualTo(reason);
        assertThat(cors.explain(head)).isEqualTo(reason.sentence()).matches("[A-Z].{20,}\\.");
        assertThat(events).as("explaining reports nothing").isEmpty();
        cors.check(head);
        boolean denial = reason.severity() == EventReason.Severity.WARNING;
        assertThat(events).isEqualTo(denial ? List.of(reason) : List.of());
        if (denial) {
            CorsPolicy explaining = CorsPolicy.builder()
                    .origins(APP)
                    .methods("GET")
                    .requestHeaders("x-a")
                    .explainingRefusals()
                    .build();
            Decision.Reject reject = (Decision.Reject) explaining.check(head);
            assertThat(new String(reject.problem().toJson(null), StandardCharsets.UTF_8))
                    .contains(
                            "\"reason\":\"" + reason.code() + "\"",
                            reason.sentence().replace("\"", "\\\""));
        }
    }

    private static RequestHead having(CsrfReason reason) {
        RequestHeads post = RequestHeads.of("POST", "/form").authority("own.example");
        return switch (reason) {
            case SAFE_METHOD -> RequestHeads.get("/").build();
            case SAME_ORIGIN -> post.header("Sec-Fetch-Site", "same-origin").build();
            case NOT_A_BROWSER -> post.build();
            case OWN_ORIGIN -> post.header("Origin", "https://own.example").build();
            case TRUSTED_ORIGIN ->
                post.header("Sec-Fetch-Site", "cross-site")
                        .header("Origin", APP)
                        .build();
            case EXEMPT_PATH ->
                RequestHeads.of("POST", "/hooks/a")
                        .header("Sec-Fetch-Site", "cross-site")
                        .build();
            case CROSS_SITE -> post.header("Sec-Fetch-Site", "cross-site").build();
            case FOREIGN_ORIGIN -> post.header("Origin", "https://evil.example").build();
        };
    }

    @ParameterizedTest
    @EnumSource
    void csrfReason_isExplained(CsrfReason reason) {
        RequestHead head = having(reason);
        assertThat(csrf.reason(head)).isEqualTo(reason);
        assertThat(csrf.explain(head)).isEqualTo(reason.sentence()).matches("[A-Z].{10,}\\.");
        assertThat(events).isEmpty();
        assertThat(csrf.check(head) instanceof Decision.Reject).isNotEqualTo(reason.passes());
        assertThat(events).isEqualTo(reason.passes() ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @EnumSource
    void csrfTokenReason_hasASentence(CsrfTokenReason reason) {
        assertThat(reason.sentence()).matches("[A-Z].{10,}\\.");
        SignedDoubleSubmit tokens =
                SignedDoubleSubmit.builder(KEY, head -> null).build();
        RequestHead head = RequestHeads.post("/form").build();
        assertThat(tokens.explain(head)).isEqualTo(CsrfTokenReason.COOKIE_MISSING.sentence());
    }
}
