package io.seaworthy.headers.csrf;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.HeadersEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.http.SameSite;
import io.seaworthy.kernel.http.SetCookie;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a token is made, and what happens to the response that carries one. */
class PageTokenTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final List<EventReason> events = new ArrayList<>();
    private final SignedDoubleSubmit tokens = SignedDoubleSubmit.builder(
                    Secret.of(new byte[32]), head -> head.header("X-Test-Session"))
            .exempt("/hook")
            .verifyingFormsInHandlers()
            .events((reason, head, cause) -> events.add(reason))
            .build();

    private record Answer(CsrfToken token, RecordingHeaders headers) {

        String cookie() {
            String line = headers.first("Set-Cookie");
            return line.substring(0, line.indexOf(';'));
        }
    }

    private static Answer answer(Guard guard, RequestHeads head, boolean reads, String... application) {
        ServerRequest request = head.build();
        assertThat(GuardChain.of(guard).run(request).proceeds()).isTrue();
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        for (int i = 0; i < application.length; i += 2) {
            headers.set(application[i], application[i + 1]);
        }
        CsrfToken token = reads ? request.attribute(SignedDoubleSubmit.TOKEN) : null;
        request.commit(200, headers);
        request.commit(200, headers);
        return new Answer(token, headers);
    }

    @Test
    void answersWithoutToken_setNoCookieAndMayBeCached() {
        for (RequestHeads head :
                List.of(RequestHeads.get("/logo.png"), RequestHeads.of("OPTIONS", "/"), RequestHeads.of("HEAD", "/"))) {
            RecordingHeaders headers = answer(tokens, head, false, "Cache-Control", "public, max-age=600").headers;
            assertThat(headers.first("Set-Cookie")).isNull();
            assertThat(headers.first("Cache-Control")).isEqualTo("public, max-age=600");
        }
    }

    @Test
    void pageWithToken_isNeverShared() {
        Answer asked = answer(
                tokens,
                RequestHeads.get("/"),
                true,
                "Cache-Control",
                "public, max-age=600",
                "CDN-Cache-Control",
                "max-age=9");
        assertThat(asked.headers.all("Set-Cookie")).hasSize(1);
        assertThat(asked.headers.first("Cache-Control")).isEqualTo("no-store");
        assertThat(asked.headers.first("CDN-Cache-Control")).isNull();
        assertThat(events).containsOnly(HeadersEvent.TOKEN_KEPT_FROM_CACHE);
        assertThat(answer(tokens, RequestHeads.get("/"), true).headers.first("Cache-Control"))
                .isEqualTo("private");
        assertThat(answer(tokens, RequestHeads.get("/"), true, "Cache-Control", "no-cache")
                        .headers
                        .first("Cache-Control"))
                .isEqualTo("no-cache, private");
    }

    @Test
    void formWithMistakes_canBeShownOnceMore() {
        Answer page = answer(tokens, RequestHeads.get("/"), true);
        Answer again = answer(
                tokens,
                RequestHeads.post("/").header("Cookie", page.cookie()).header("X-CSRF-Token", page.token.masked()),
                true);
        assertThat(again.headers.first("Set-Cookie")).isNull();
        assertThat(tokens.reason(RequestHeads.post("/")
                        .header("Cookie", page.cookie())
                        .header("X-CSRF-Token", again.token.masked())
                        .build()))
                .isEqualTo(CsrfTokenReason.VALID);
    }

    @Test
    void exemptPath_isExemptForFormsToo() {
        FormResult form = tokens.form(
                RequestHeads.post("/hook").header("Content-Type", FORM).build(), bytes("a=1"));
        assertThat(form).isInstanceOf(FormResult.Verified.class);
    }

    @Test
    void eitherLayer_isEnoughForFormsToo() {
        CsrfLayers any = CsrfLayers.anyOf(CsrfProtection.fetchMetadata(), tokens);
        RequestHeads own = RequestHeads.post("/").header("Content-Type", FORM).header("Sec-Fetch-Site", "same-origin");
        assertThat(any.form(own.build(), bytes("a=1"))).isInstanceOf(FormResult.Verified.class);
        RequestHeads foreign =
                RequestHeads.post("/").header("Content-Type", FORM).header("Sec-Fetch-Site", "cross-site");
        assertThat(any.form(foreign.build(), bytes("a=1"))).isInstanceOf(FormResult.Refused.class);
        CsrfLayers all = CsrfLayers.allOf(CsrfProtection.fetchMetadata(), tokens);
        assertThat(all.form(own.build(), bytes("a=1"))).isInstanceOf(FormResult.Refused.class);
    }

    @Test
    void expiredSession_isNoAlarm() {
        assertThat(CsrfTokenReason.COOKIE_INVALID.severity()).isEqualTo(EventReason.Severity.WARNING);
    }

    @Test
    void cookieWithLooseAttributes_isWeakened() {
        SignedDoubleSubmit loose = SignedDoubleSubmit.builder(Secret.of(new byte[32]), head -> null)
                .cookie(SetCookie.secure("csrf")
                        .domain("example.com")
                        .sameSite(SameSite.NONE)
                        .dangerouslyReadableByScripts()
                        .build())
                .build();
        assertThat(loose.evidence().get(0).weaknesses()).hasSize(4);
    }

    @Test
    void bothLayersRefusing_areBothHeardOf() {
        CsrfProtection metadata = CsrfProtection.builder()
                .events((reason, head, cause) -> events.add(reason))
                .build();
        CsrfLayers any = CsrfLayers.anyOf(metadata, tokens);
        any.check(RequestHeads.post("/").header("Sec-Fetch-Site", "cross-site").build());
        assertThat(events).containsExactlyInAnyOrder(CsrfReason.CROSS_SITE, CsrfTokenReason.COOKIE_MISSING);
    }

    @Test
    void layers_explainThemselves() {
        CsrfLayers all = CsrfLayers.allOf(CsrfProtection.fetchMetadata(), tokens);
        assertThat(all.explain(RequestHeads.post("/").build()))
                .startsWith("Refused, because both have to agree.")
                .contains(CsrfReason.NOT_A_BROWSER.sentence(), CsrfTokenReason.COOKIE_MISSING.sentence());
        CsrfLayers any = CsrfLayers.anyOf(CsrfProtection.fetchMetadata(), tokens);
        assertThat(any.explain(RequestHeads.post("/").build())).startsWith("Goes on, because either is enough.");
        CsrfLayers trial =
                CsrfLayers.allOf(CsrfProtection.builder().withoutEnforcement().build(), tokens);
        assertThat(trial.passes(RequestHeads.post("/hook")
                        .header("Origin", "https://evil.example")
                        .build()))
                .as("as the check itself decides")
                .isTrue();
    }

    /** Where either is enough, a check on trial must not let everything through. */
    @Test
    void anyOf_leavesTheTokenToDecideWhileTheOtherIsOnTrial() {
        CsrfProtection trial = CsrfProtection.builder().withoutEnforcement().build();
        CsrfLayers any = CsrfLayers.anyOf(trial, tokens);
        RequestHead head =
                RequestHeads.post("/").header("Sec-Fetch-Site", "cross-site").build();
        assertThat(any.check(head)).isInstanceOf(Decision.Reject.class);
        assertThat(any.passes(head)).isFalse();
        assertThat(any.explain(head)).startsWith("Refused");
    }

    @Test
    void layers_hideNoWeaknessOfTheirParts() {
        CsrfProtection trial = CsrfProtection.builder().withoutEnforcement().build();
        SignedDoubleSubmit strict = SignedDoubleSubmit.builder(Secret.of(new byte[32]), head -> null)
                .build();
        assertThat(CsrfLayers.allOf(CsrfProtection.fetchMetadata(), strict).evidence())
                .noneMatch(Evidence::isWeakened);
        assertThat(CsrfLayers.allOf(trial, tokens).evidence())
                .singleElement()
                .satisfies(each -> assertThat(each.weaknesses())
                        .containsExactly(
                                "Cross-site requests are reported, not refused",
                                "Forms are verified only by handlers that read them with form(...)"));
        assertThat(CsrfLayers.anyOf(trial, strict).evidence().get(0).weaknesses())
                .hasSize(2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
