package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.http.SameSite;
import io.seaworthy.kernel.http.SetCookie;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingCookiesTest {

    private static List<String> sent(OutgoingCookies guard, String scheme, String... lines) {
        ServerRequest request = RequestHeads.get("/").scheme(scheme).build();
        GuardChain.of(guard).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        for (String line : lines) {
            headers.add("Set-Cookie", line);
        }
        request.commit(200, headers);
        return headers.all("Set-Cookie");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https | a=b | a=b; Secure; HttpOnly; SameSite=Lax",
                "http | a=b | a=b; HttpOnly; SameSite=Lax",
                "https | a=b; secure; HTTPONLY; samesite=strict | a=b; secure; HTTPONLY; samesite=strict",
                "https | a=b; Path=/x; Max-Age=5 | a=b; Path=/x; Max-Age=5; Secure; HttpOnly; SameSite=Lax",
                "https | a=b; SameSite=None | a=b; SameSite=None; Secure; HttpOnly",
                "https | a=b; SameSite=Wrong | a=b; SameSite=Wrong; Secure; HttpOnly; SameSite=Lax",
                "https | a=b; SameSite | a=b; SameSite; Secure; HttpOnly; SameSite=Lax",
                "https | a=b; SameSite=None; SameSite=Lax | a=b; SameSite=None; SameSite=Lax; Secure; HttpOnly",
                "https | a=b; Partitioned; SameSite=None | a=b; Partitioned; SameSite=None; Secure; HttpOnly",
                "http | __Host-a=b; Path=/ | __Host-a=b; Path=/; Secure; HttpOnly; SameSite=Lax",
                "http | __secure-a=b | __secure-a=b; Secure; HttpOnly; SameSite=Lax",
                "https | a=secure | a=secure; Secure; HttpOnly; SameSite=Lax",
                "https | secure=1; HttpOnly | secure=1; HttpOnly; Secure; SameSite=Lax",
                "https | a=b; X-Secure | a=b; X-Secure; Secure; HttpOnly; SameSite=Lax",
                "https | a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT | a=b; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure; HttpOnly; SameSite=Lax",
                "https | XSRF-TOKEN=x | XSRF-TOKEN=x; Secure; SameSite=Lax",
                "https | xsrf-token=x | xsrf-token=x; Secure; HttpOnly; SameSite=Lax",
                // No browser takes an em space for a blank, and on the wire it is a question mark.
                "https | a=b;\u2003Secure | a=b;\u2003Secure; Secure; HttpOnly; SameSite=Lax",
                "https | a=\"x; Secure; HttpOnly\" | a=\"x; Secure; HttpOnly\"; HttpOnly; SameSite=Lax",
                "https | =b | =b; Secure; HttpOnly; SameSite=Lax",
                "https | novalue | novalue; Secure; HttpOnly; SameSite=Lax",
            })
    void cookie_getsWhatItLacks(String scheme, String line, String hardened) {
        OutgoingCookies guard = OutgoingCookies.builder()
                .dangerouslyReadableByScripts("XSRF-TOKEN")
                .build();
        assertThat(sent(guard, scheme, line)).containsExactly(hardened);
    }

    @Test
    void severalCookies_stayLinesOfTheirOwn() {
        assertThat(sent(OutgoingCookies.hardened(), "https", "a=1", "b=2; Secure; HttpOnly; SameSite=Strict"))
                .containsExactly("a=1; Secure; HttpOnly; SameSite=Lax", "b=2; Secure; HttpOnly; SameSite=Strict");
    }

    @Test
    void kernelCookies_needNothing() {
        List<EventReason> events = new ArrayList<>();
        OutgoingCookies guard = OutgoingCookies.builder()
                .events((reason, head, cause) -> events.add(reason))
                .build();
        String line = SetCookie.host("session").build().header("abc");
        assertThat(sent(guard, "https", line)).containsExactly(line);
        assertThat(sent(guard, "https")).isEmpty();
        assertThat(events).isEmpty();
        sent(guard, "https", "a=b");
        assertThat(events).containsExactly(HeadersEvent.COOKIE_HARDENED);
    }

    @Test
    void hardening_isAFixedPoint() {
        List<String> once = sent(OutgoingCookies.hardened(), "https", "a=b; SameSite=Wrong", "c=d");
        assertThat(sent(OutgoingCookies.hardened(), "https", once.toArray(String[]::new)))
                .isEqualTo(once);
    }

    @Test
    void sameSiteNone_isAddedToSecureCookiesOnly() {
        OutgoingCookies guard =
                OutgoingCookies.builder().sameSite(SameSite.NONE).build();
        assertThat(sent(guard, "https", "a=b")).containsExactly("a=b; Secure; HttpOnly; SameSite=None");
        assertThat(sent(guard, "http", "a=b")).containsExactly("a=b; HttpOnly");
        assertThat(guard.evidence().get(0).isWeakened()).isTrue();
    }

    @Test
    void decision_isOneConstantPerScheme() {
        OutgoingCookies guard = OutgoingCookies.hardened();
        Decision first = guard.check(RequestHeads.get("/").build());
        assertThat(guard.check(RequestHeads.get("/b").build())).isSameAs(first);
        assertThat(guard.evidence().get(0).isWeakened()).isFalse();
    }

    @Test
    void badName_isAFault() {
        assertThatThrownBy(() -> OutgoingCookies.builder()
                        .dangerouslyReadableByScripts("a b", "x", "x")
                        .build())
                .isInstanceOf(ConfigurationException.class);
    }
}
