package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.cors.CorsReason;
import io.seaworthy.headers.csrf.CsrfLayers;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.headers.csrf.CsrfReason;
import io.seaworthy.headers.csrf.CsrfToken;
import io.seaworthy.headers.csrf.CsrfTokenReason;
import io.seaworthy.headers.csrf.FormResult;
import io.seaworthy.headers.csrf.SignedDoubleSubmit;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private static final SignedDoubleSubmit ISSUER =
            SignedDoubleSubmit.builder(KEY, head -> head.header("X-Session")).build();

    /** A cookie and a token that fits it, as the page of a session has them. */
    private record Page(String cookie, String token) {

        static Page of(String session) {
            ServerRequest request =
                    RequestHeads.get("/").header("X-Session", session).build();
            GuardChain.of(ISSUER).run(request);
            CsrfToken token = Objects.requireNonNull(request.attribute(SignedDoubleSubmit.TOKEN));
            RecordingHeaders headers = RecordingHeaders.create();
            request.commit(200, headers);
            String line = Objects.requireNonNull(headers.first("Set-Cookie"));
            return new Page(line.substring(0, line.indexOf(';')), token.masked());
        }
    }

    private static RequestHead having(CsrfTokenReason reason) {
        Page page = Page.of("ada");
        RequestHeads post = RequestHeads.post("/form").header("X-Session", "ada");
        RequestHeads posted = reason == CsrfTokenReason.COOKIE_MISSING ? post : post.header("Cookie", page.cookie);
        return switch (reason) {
            case SAFE_METHOD -> RequestHeads.get("/").build();
            case EXEMPT_PATH -> RequestHeads.post("/hooks/a").build();
            case VALID -> posted.header("X-CSRF-Token", page.token).build();
            case LEFT_TO_FORM ->
                posted.header("Content-Type", "application/x-www-form-urlencoded")
                        .build();
            case COOKIE_MISSING, TOKEN_MISSING, NOT_A_FORM -> posted.build();
            case TOKEN_MALFORMED ->
                posted.header("X-CSRF-Token", "none of ours").build();
            case TOKEN_MISMATCH ->
                posted.header("X-CSRF-Token", Page.of("ada").token).build();
            case COOKIE_INVALID ->
                RequestHeads.post("/form")
                        .header("X-Session", "eve")
                        .header("Cookie", page.cookie)
                        .header("X-CSRF-Token", page.token)
                        .build();
        };
    }

    @ParameterizedTest
    @EnumSource
    void csrfTokenReason_isExplained(CsrfTokenReason reason) {
        SignedDoubleSubmit tokens = SignedDoubleSubmit.builder(KEY, head -> head.header("X-Session"))
                .exempt("/hooks/**")
                .verifyingFormsInHandlers()
                .events((each, head, cause) -> events.add(each))
                .build();
        RequestHead head = having(reason);
        assertThat(reason.sentence()).matches("[A-Z].{10,}\\.");
        if (reason == CsrfTokenReason.NOT_A_FORM) {
            // What only the reader of a form can find out is in its result.
            assertThat(tokens.form(head, new byte[0])).isEqualTo(new FormResult.Refused(reason));
            return;
        }
        assertThat(tokens.reason(head)).isEqualTo(reason);
        assertThat(tokens.explain(head)).isEqualTo(reason.sentence());
        assertThat(events).isEmpty();
        assertThat(tokens.check(head) instanceof Decision.Reject).isNotEqualTo(reason.passes());
        assertThat(events).isEqualTo(reason.passes() ? List.of() : List.of(reason));
    }

    /** Both layers, each denial of either: the sentence of the one that refused is in what is said. */
    @ParameterizedTest
    @EnumSource
    void csrfTokenReason_isExplainedByLayers(CsrfTokenReason reason) {
        CsrfLayers all = CsrfLayers.allOf(csrf, ISSUER);
        RequestHead head = having(reason);
        String verdict = all.check(head) instanceof Decision.Reject ? "Refused, " : "Goes on, ";
        assertThat(all.explain(head)).startsWith(verdict).contains(csrf.explain(head), ISSUER.explain(head));
    }

    private static RequestHead having(HeadersEvent event) {
        RequestHeads get = RequestHeads.get("/").scheme("http").authority("own.example");
        return switch (event) {
            case HTTPS_NOT_TRUSTED -> get.header("X-Forwarded-Proto", "https").build();
            case HOST_REFUSED -> get.authority("evil.example").build();
            default -> get.build();
        };
    }

    /** Redirects and hosts: what is refused or sent elsewhere can be asked for its reason as well. */
    @ParameterizedTest
    @EnumSource(names = {"HTTPS_NOT_TRUSTED", "HTTP_REDIRECTED", "HOST_REFUSED"})
    void headersEvent_isExplained(HeadersEvent event) {
        RequestHead head = having(event);
        String own = "https://own.example";
        HttpsRedirect redirect = HttpsRedirect.builder(own)
                .events((reason, about, cause) -> events.add(reason))
                .build();
        AllowedHosts hosts = AllowedHosts.builder("own.example")
                .events((reason, about, cause) -> events.add(reason))
                .build();
        boolean host = event == HeadersEvent.HOST_REFUSED;
        String sentence = host ? hosts.explain(head) : redirect.explain(head);
        assertThat(events).isEmpty();
        assertThat(host ? hosts.check(head) : redirect.check(head)).isNotInstanceOf(Decision.Proceed.class);
        assertThat(events).containsExactly(event);
        assertThat(sentence)
                .contains(
                        switch (event) {
                            case HTTPS_NOT_TRUSTED -> "Name the proxy in TrustedProxies";
                            case HOST_REFUSED -> "none of the service's";
                            default -> "sent to " + own;
                        });
    }
}
