package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recommendations of the OWASP Secure Headers Project of July 2026, and where we are stricter. */
class OwaspHeadersTest {

    private static RecordingHeaders committed(SecurityHeaders guard, String... application) {
        ServerRequest request = RequestHeads.get("/").scheme("https").build();
        GuardChain.of(guard).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        for (String name : application) {
            headers.set(name, "Brand/1.2");
        }
        request.commit(200, headers);
        return headers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Strict-Transport-Security | max-age=63072000; includeSubDomains",
                "X-Content-Type-Options | nosniff",
                "Referrer-Policy | no-referrer",
                "Cross-Origin-Opener-Policy | same-origin",
                "Cross-Origin-Resource-Policy | same-origin",
                "Cross-Origin-Embedder-Policy | require-corp",
                "X-Permitted-Cross-Domain-Policies | none",
                "X-DNS-Prefetch-Control | off",
            })
    void value_isTheRecommendedOne(String name, String value) {
        assertThat(committed(SecurityHeaders.htmlStrict()).all(name)).containsExactly(value);
    }

    @Test
    void valuesThatMayBeSpeltOtherwise_meanTheSame() {
        RecordingHeaders page = committed(SecurityHeaders.htmlStrict());
        // Recommended in lower case; RFC 7034 section 2.1 compares without regard to it.
        assertThat(page.first("X-Frame-Options")).isEqualToIgnoringCase("deny");
        // Recommended with max-age=0, which says nothing more to a cache that must not store.
        assertThat(page.first("Cache-Control")).isEqualTo("no-store");
        assertThat(committed(SecurityHeaders.logout()).first("Clear-Site-Data"))
                .contains("\"cache\"", "\"cookies\"", "\"storage\"");
    }

    @Test
    void contentPolicy_hasEveryRecommendedDirectiveAtLeastAsStrict() {
        Map<String, List<String>> directives = Csp.strict().directives();
        assertThat(directives.get("default-src")).containsExactly("'none'");
        assertThat(directives.get("form-action")).containsExactly("'self'");
        assertThat(directives.get("base-uri")).containsExactly("'none'");
        assertThat(directives.get("object-src")).containsExactly("'none'");
        assertThat(directives.get("frame-ancestors")).containsExactly("'none'");
        assertThat(directives).containsKey("upgrade-insecure-requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accelerometer",
                "camera",
                "display-capture",
                "encrypted-media",
                "geolocation",
                "gyroscope",
                "hid",
                "idle-detection",
                "keyboard-map",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "screen-wake-lock",
                "serial",
                "sync-xhr",
                "unload",
                "usb",
                "xr-spatial-tracking",
            })
    void feature_isDenied(String feature) {
        assertThat(committed(SecurityHeaders.htmlStrict()).first("Permissions-Policy"))
                .contains(feature + "=()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Feature-Policy", "Public-Key-Pins", "Expect-CT", "X-XSS-Protection", "Pragma", "Report-To"})
    void obsoleteField_isAbsent(String name) {
        for (SecurityHeaders each : List.of(
                SecurityHeaders.htmlStrict(),
                SecurityHeaders.htmlCompatible(),
                SecurityHeaders.api(),
                SecurityHeaders.download(),
                SecurityHeaders.logout())) {
            assertThat(committed(each).all(name)).as(each.toString()).isEmpty();
        }
    }

    @Test
    void revealingFields_areTakenOut() {
        SecurityHeaders guard =
                SecurityHeaders.api().toBuilder().removingAllRevealing().build();
        List<String> names = Removals.revealing();
        assertThat(names)
                .hasSizeGreaterThan(30)
                .doesNotHaveDuplicates()
                .contains("Server", "X-Powered-By", "X-Varnish");
        RecordingHeaders headers = committed(guard, names.toArray(String[]::new));
        assertThat(headers.names()).doesNotContainAnyElementsOf(names);
        assertThat(headers.first("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
