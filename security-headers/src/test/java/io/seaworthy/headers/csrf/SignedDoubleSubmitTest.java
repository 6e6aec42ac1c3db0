package io.seaworthy.headers.csrf;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.http.SetCookie;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedDoubleSubmitTest {

    private static final Secret KEY = Secret.of(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });
    private static final Secret OTHER_KEY = Secret.of(new byte[32]);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final List<EventReason> events = new ArrayList<>();
    private final SignedDoubleSubmit guard = guard(KEY).build();

    private SignedDoubleSubmit.Builder guard(Secret key) {
        return SignedDoubleSubmit.builder(key, head -> head.header("X-Test-Session"))
                .events((reason, head, cause) -> events.add(reason));
    }

    private record Page(String cookie, CsrfToken token) {}

    private static RequestHeads in(RequestHeads head, String session) {
        return session == null ? head : head.header("X-Test-Session", session);
    }

    /** A page as a browser gets it. */
    private static Page visit(SignedDoubleSubmit guard, String session) {
        Decision.Proceed decision = (Decision.Proceed)
                guard.check(in(RequestHeads.get("/"), session).build());
        CsrfToken token = decision.attributes().get(SignedDoubleSubmit.TOKEN);
        String line = leaving(decision).first("Set-Cookie");
        assertThat(line).startsWith("__Host-csrf=").contains("; Secure", "; HttpOnly", "; Path=/", "; SameSite=");
        assertThat(token).isNotNull();
        return new Page(line.substring(0, line.indexOf(';')), token);
    }

    /** The response's head as it leaves. */
    private static RecordingHeaders leaving(Decision decision) {
        RecordingHeaders headers = RecordingHeaders.create();
        ((Decision.Proceed) decision).pass().atCommit(200, headers);
        return headers;
    }

    private static RequestHeads post(Page page, String session) {
        return in(RequestHeads.post("/notes"), session).header("Cookie", page.cookie);
    }

    @Test
    void pagesToken_passesWithItsCookieAndSession() {
        for (String session : new String[] {null, "", "alice"}) {
            Page page = visit(guard, session);
            for (int i = 0; i < 3; i++) {
                assertThat(guard.check(post(page, session)
                                .header("X-CSRF-Token", page.token.masked())
                                .build()))
                        .isInstanceOf(Decision.Proceed.class);
            }
        }
        assertThat(events).isEmpty();
    }

    @Test
    void validCookie_isKept() {
        Page page = visit(guard, "alice");
        Decision.Proceed again = (Decision.Proceed) guard.check(in(RequestHeads.get("/b"), "alice")
                .header("Cookie", page.cookie)
                .build());
        assertThat(leaving(again).first("Set-Cookie")).isNull();
        assertThat(guard.reason(post(page, "alice")
                        .header(
                                "X-CSRF-Token",
                                again.attributes().get(SignedDoubleSubmit.TOKEN).masked())
                        .build()))
                .isEqualTo(CsrfTokenReason.VALID);
    }

    @Test
    void login_makesTheOldTokenWorthless() {
        Page before = visit(guard, null);
        assertThat(guard.reason(post(before, "alice")
                        .header("X-CSRF-Token", before.token.masked())
                        .build()))
                .isEqualTo(CsrfTokenReason.COOKIE_INVALID);
        Decision next = guard.check(in(RequestHeads.get("/"), "alice")
                .header("Cookie", before.cookie)
                .build());
        assertThat(((Decision.Proceed) next).attributes().get(SignedDoubleSubmit.TOKEN))
                .isNotNull();
        assertThat(leaving(next).first("Set-Cookie")).startsWith("__Host-csrf=");
        Page mallory = visit(guard, "mallory");
        assertThat(guard.check(post(mallory, "alice")
                        .header("X-CSRF-Token", mallory.token.masked())
                        .build()))
                .as("a planted cookie of the attacker's own session")
                .rejects(403, "csrf_token");
    }

    @Test
    void emptySession_isNotNoSession() {
        Page page = visit(guard, "");
        assertThat(guard.reason(post(page, null)
                        .header("X-CSRF-Token", page.token.masked())
                        .build()))
                .isEqualTo(CsrfTokenReason.COOKIE_INVALID);
    }

    @Test
    void naiveDoubleSubmit_isForged() {
        String planted = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[48]);
        String token = new CsrfToken(new byte[48]).masked();
        assertThat(guard.check(RequestHeads.post("/")
                        .header("Cookie", "__Host-csrf=" + planted)
                        .header("X-CSRF-Token", token)
                        .build()))
                .rejects(403, "csrf_token");
        assertThat(events).containsExactly(CsrfTokenReason.COOKIE_INVALID);
    }

    @Test
    void missingOrOtherParts_areRefused() {
        Page page = visit(guard, "alice");
        Page other = visit(guard, "alice");
        assertThat(guard.reason(post(page, "alice").build())).isEqualTo(CsrfTokenReason.TOKEN_MISSING);
        assertThat(guard.reason(in(RequestHeads.post("/"), "alice")
                        .header("X-CSRF-Token", page.token.masked())
                        .build()))
                .isEqualTo(CsrfTokenReason.COOKIE_MISSING);
        assertThat(guard.reason(post(page, "alice")
                        .header("X-CSRF-Token", other.token.masked())
                        .build()))
                .isEqualTo(CsrfTokenReason.TOKEN_MISMATCH);
        assertThat(guard.reason(post(page, "alice")
                        .header("Cookie", other.cookie)
                        .header("X-CSRF-Token", page.token.masked())
                        .build()))
                .as("two cookies of one name")
                .isEqualTo(CsrfTokenReason.COOKIE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "null", "====", "AAAA"})
    void malformedToken_isRefused(String token) {
        Page page = visit(guard, "alice");
        assertThat(guard.reason(
                        post(page, "alice").header("X-CSRF-Token", token).build()))
                .isEqualTo(CsrfTokenReason.TOKEN_MALFORMED);
        assertThat(guard.reason(post(page, "alice")
                        .header("X-CSRF-Token", "!".repeat(128))
                        .build()))
                .isEqualTo(CsrfTokenReason.TOKEN_MALFORMED);
        assertThat(guard.reason(post(page, "alice")
                        .header("X-CSRF-Token", page.cookie.substring("__Host-csrf=".length()))
                        .build()))
                .as("the cookie's own text is no token")
                .isEqualTo(CsrfTokenReason.TOKEN_MALFORMED);
    }

    @Test
    void everyFlippedBit_isNoticed() {
        Page page = visit(guard, "alice");
        byte[] masked = Base64.getUrlDecoder().decode(page.token.masked());
        for (int bit = 0; bit < masked.length * 8; bit++) {
            byte[] changed = masked.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(guard.reason(
                            post(page, "alice").header("X-CSRF-Token", token).build()))
                    .isEqualTo(CsrfTokenReason.TOKEN_MISMATCH);
        }
    }

    @Test
    void masked_neverRepeats() {
        CsrfToken token = visit(guard, null).token;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(token.masked()).hasSize(128);
            seen.add(token.masked());
        }
        assertThat(seen).hasSize(1000);
        assertThat(token).hasToString("CsrfToken[48 bytes]");
    }

    @Test
    void previousKey_verifiesThroughRotation() {
        Page old = visit(guard(OTHER_KEY).build(), "alice");
        RequestHead head =
                post(old, "alice").header("X-CSRF-Token", old.token.masked()).build();
        assertThat(guard.reason(head)).isEqualTo(CsrfTokenReason.COOKIE_INVALID);
        assertThat(guard(KEY).previousKeys(OTHER_KEY).build().reason(head)).isEqualTo(CsrfTokenReason.VALID);
    }

    @Test
    void webSocketUpgrade_isUnsafe() {
        assertThat(guard.check(
                        RequestHeads.get("/").header("Upgrade", "websocket").build()))
                .rejects(403, "csrf_token");
    }

    @Test
    void form_givesNoFieldsBeforeItsTokenIsVerified() {
        SignedDoubleSubmit forms = guard(KEY).verifyingFormsInHandlers().build();
        Page page = visit(forms, "alice");
        RequestHead head = post(page, "alice")
                .header("Content-Type", FORM + ";charset=utf-8")
                .build();
        assertThat(forms.check(head)).isInstanceOf(Decision.Proceed.class);
        assertThat(forms.reason(head)).isEqualTo(CsrfTokenReason.LEFT_TO_FORM);
        FormResult good = forms.form(head, bytes("a=1&b=%C3%A4+x&a=2&_csrf=" + page.token.masked()));
        assertThat(good).isInstanceOfSatisfying(FormResult.Verified.class, form -> {
            assertThat(form.first("a")).isEqualTo("1");
            assertThat(form.first("b")).isEqualTo("\u00e4 x");
            assertThat(form.first("c")).isNull();
            assertThat(form.fields().get("a")).containsExactly("1", "2");
            assertThat(form.toString()).doesNotContain("\u00e4");
        });
        assertThat(forms.form(head, bytes("a=1"))).isEqualTo(new FormResult.Refused(CsrfTokenReason.TOKEN_MISSING));
        assertThat(forms.form(head, bytes("a=1&_csrf=x")))
                .isEqualTo(new FormResult.Refused(CsrfTokenReason.TOKEN_MALFORMED));
        assertThat(forms.form(head, bytes("_csrf=" + page.token.masked() + "&_csrf=" + page.token.masked())))
                .as("two fields")
                .isEqualTo(new FormResult.Refused(CsrfTokenReason.TOKEN_MISSING));
        assertThat(forms.evidence().get(0).isWeakened()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%c0%af", "%=1"})
    void brokenForm_isNoForm(String body) {
        RequestHead head = RequestHeads.post("/").header("Content-Type", FORM).build();
        assertThat(guard.form(head, bytes(body))).isEqualTo(new FormResult.Refused(CsrfTokenReason.NOT_A_FORM));
        assertThat(guard.form(
                        RequestHeads.post("/")
                                .header("Content-Type", "text/plain")
                                .build(),
                        bytes("a=1")))
                .isEqualTo(new FormResult.Refused(CsrfTokenReason.NOT_A_FORM));
    }

    @Test
    void formWithThousandsOfFields_isNoForm() {
        RequestHead head = RequestHeads.post("/").header("Content-Type", FORM).build();
        assertThat(guard.form(head, bytes("a&".repeat(1001))))
                .isEqualTo(new FormResult.Refused(CsrfTokenReason.NOT_A_FORM));
    }

    @Test
    void otherContentTypes_neverWaitForTheHandler() {
        SignedDoubleSubmit forms = guard(KEY).verifyingFormsInHandlers().build();
        for (String type : List.of("multipart/form-data; boundary=x", "text/plain", "application/json")) {
            assertThat(forms.check(
                            RequestHeads.post("/").header("Content-Type", type).build()))
                    .as(type)
                    .rejects(403, "csrf_token");
        }
        assertThat(guard.check(
                        RequestHeads.post("/").header("Content-Type", FORM).build()))
                .as("not unless it was asked for")
                .rejects(403, "csrf_token");
    }

    @Test
    void layers_combineByName() {
        CsrfProtection metadata = CsrfProtection.fetchMetadata();
        Page page = visit(guard, "alice");
        RequestHead both = post(page, "alice")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-Token", page.token.masked())
                .build();
        RequestHead metadataOnly =
                post(page, "alice").header("Sec-Fetch-Site", "same-origin").build();
        RequestHead tokenOnly = post(page, "alice")
                .header("Sec-Fetch-Site", "cross-site")
                .header("X-CSRF-Token", page.token.masked())
                .build();
        RequestHead neither =
                post(page, "alice").header("Sec-Fetch-Site", "cross-site").build();
        CsrfLayers all = CsrfLayers.allOf(metadata, guard);
        assertThat(all.check(both)).isInstanceOf(Decision.Proceed.class);
        assertThat(all.check(metadataOnly)).rejects(403, "csrf_token");
        assertThat(all.check(tokenOnly)).rejects(403, "cross_site");
        CsrfLayers any = CsrfLayers.anyOf(metadata, guard);
        assertThat(any.check(metadataOnly)).isInstanceOf(Decision.Proceed.class);
        assertThat(any.check(tokenOnly)).isInstanceOf(Decision.Proceed.class);
        assertThat(any.check(neither)).rejects(403, "csrf_token");
        RequestHead get = RequestHeads.get("/").build();
        assertThat(((Decision.Proceed) any.check(get)).attributes().get(SignedDoubleSubmit.TOKEN))
                .isNotNull();
        assertThat(((Decision.Proceed) all.check(get)).attributes().get(SignedDoubleSubmit.TOKEN))
                .isNotNull();
        assertThat(any.evidence().get(0).isWeakened()).isTrue();
        assertThat(all.evidence().get(0).isWeakened()).isFalse();
    }

    @Test
    void faults_areReportedTogetherAndNameNoKey() {
        assertThatThrownBy(() -> SignedDoubleSubmit.builder(Secret.ofUtf8("short key"), head -> null)
                        .previousKeys(Secret.ofUtf8("older key"))
                        .header("a b")
                        .field("")
                        .exempt("x")
                        .build())
                .isInstanceOfSatisfying(ConfigurationException.class, e -> {
                    assertThat(e.violations())
                            .extracting(Violation::reason)
                            .containsExactly("too_short", "too_short", "not_a_header_name", "missing", "invalid_path");
                    assertThat(e.getMessage()).doesNotContain("short key").doesNotContain("older key");
                });
    }

    @Test
    void cookieWithoutPrefix_isWeakened() {
        SignedDoubleSubmit development = guard(KEY)
                .cookie(SetCookie.insecureWithoutPrefix("csrf").build())
                .build();
        assertThat(development.evidence().get(0).isWeakened()).isTrue();
        assertThat(guard.evidence().get(0).isWeakened()).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Fiber took a token that it had never given out, as long as both halves were alike. */
    @Test
    void cve_2023_45128_injectedTokenIsRefused() {
        byte[] chosen = new byte[48];
        chosen[0] = 1;
        RequestHead head = RequestHeads.post("/")
                .header("Cookie", "__Host-csrf=" + CsrfToken.cookieValue(chosen))
                .header("X-CSRF-Token", new CsrfToken(chosen).masked())
                .build();
        assertThat(guard.check(head)).rejects(403, "csrf_token");
    }

    /** Fiber's token of one user was good for every other. */
    @Test
    void cve_2023_45141_tokenOfAnotherSessionIsRefused() {
        Page mallory = visit(guard, "mallory");
        RequestHead head = post(mallory, "alice")
                .header("X-CSRF-Token", mallory.token.masked())
                .build();
        assertThat(guard.check(head)).rejects(403, "csrf_token");
    }
}
