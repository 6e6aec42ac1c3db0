package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What MDN's HTTP Observatory would say, as far as headers decide it: 100 to begin with, less for what is missing, and
 * bonuses where nothing below 90 is left. Written from the figures that the Observatory publishes.
 */
class ObservatoryOracleTest {

    private record Score(int penalties, int bonuses) {

        int total() {
            int base = 100 - penalties;
            return base >= 90 ? base + bonuses : base;
        }
    }

    private static int score(SecurityHeaders profile) {
        Map<String, String> headers = profile.describe();
        int penalties = 0;
        int bonuses = 0;
        int csp = csp(headers.get(Csp.HEADER));
        penalties += Math.max(0, -csp);
        bonuses += Math.max(0, csp);
        String hsts = headers.get("Strict-Transport-Security");
        penalties += hsts == null ? 20 : seconds(hsts) < 15_768_000 ? 10 : 0;
        bonuses += hsts != null && hsts.contains("preload") ? 5 : 0;
        penalties += "nosniff".equals(headers.get("X-Content-Type-Options")) ? 0 : 5;
        boolean ancestors = headers.getOrDefault(Csp.HEADER, "").contains("frame-ancestors");
        penalties += ancestors || headers.containsKey("X-Frame-Options") ? 0 : 20;
        bonuses += ancestors ? 5 : 0;
        String referrer = headers.get("Referrer-Policy");
        boolean privateReferrer = referrer != null
                && List.of("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
                        .contains(referrer);
        bonuses += privateReferrer ? 5 : 0;
        penalties += referrer != null && !privateReferrer ? 5 : 0;
        bonuses += "same-origin".equals(headers.get("Cross-Origin-Opener-Policy")) ? 10 : 0;
        bonuses += headers.containsKey("Cross-Origin-Embedder-Policy") ? 10 : 0;
        String resource = headers.get("Cross-Origin-Resource-Policy");
        bonuses += "same-origin".equals(resource) || "same-site".equals(resource) ? 10 : 0;
        return new Score(penalties, bonuses).total();
    }

    private static long seconds(String hsts) {
        String digits = hsts.substring("max-age=".length());
        int end = digits.indexOf(';');
        return Long.parseLong(end < 0 ? digits : digits.substring(0, end));
    }

    private static int csp(String policy) {
        if (policy == null) {
            return -25;
        }
        String scripts = directive(policy, "script-src");
        String effective = scripts == null ? directive(policy, "default-src") : scripts;
        boolean anchored = effective != null && (effective.contains("'nonce-") || effective.contains("'sha"));
        if (effective == null
                || (effective.contains("'unsafe-inline'") && !anchored)
                || effective.contains(" *")
                || effective.contains(" data:")
                || (effective.contains(" https:") && !effective.contains("'strict-dynamic'"))) {
            return -20;
        }
        if (effective.contains("'unsafe-eval'")) {
            return -10;
        }
        String styles = directive(policy, "style-src");
        if (styles != null && styles.contains("'unsafe-inline'")) {
            return 0;
        }
        boolean none = " 'none'".equals(directive(policy, "default-src"));
        return none && directive(policy, "form-action") != null ? 10 : 5;
    }

    private static String directive(String policy, String name) {
        for (String part : policy.split("; ", -1)) {
            if (part.equals(name) || part.startsWith(name + " ")) {
                return part.substring(name.length());
            }
        }
        return null;
    }

    @Test
    void strictPage_scores150OrMore() {
        assertThat(score(SecurityHeaders.htmlStrict())).isGreaterThanOrEqualTo(150);
        assertThat(score(SecurityHeaders.logout())).isGreaterThanOrEqualTo(150);
    }

    @Test
    void otherProfiles_areAboveTheBestGrade() {
        // A+ begins at 100.
        assertThat(score(SecurityHeaders.api())).isGreaterThanOrEqualTo(135);
        assertThat(score(SecurityHeaders.download())).isGreaterThanOrEqualTo(135);
        assertThat(score(SecurityHeaders.htmlCompatible())).isGreaterThanOrEqualTo(115);
    }

    @Test
    void oracle_seesWhatIsMissing() {
        assertThat(score(SecurityHeaders.api().toBuilder().withoutCsp().build()))
                .isLessThan(90);
        assertThat(score(SecurityHeaders.api().toBuilder().withoutHsts().build()))
                .isEqualTo(80);
        Csp inline = Csp.builder()
                .defaultSrc(CspSource.SELF)
                .scriptSrc(CspSource.UNSAFE_INLINE)
                .dangerouslyTolerate(io.seaworthy.headers.csp.CspRule.UNSAFE_INLINE)
                .build();
        assertThat(score(SecurityHeaders.builder().csp(inline).build())).isEqualTo(80);
    }

    /** OWASP secure headers project: present with these values, and absent altogether. */
    @Test
    void strictPage_hasWhatOwaspRecommends() {
        Map<String, String> headers = SecurityHeaders.htmlStrict().describe();
        assertThat(headers)
                .containsEntry("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry("Cross-Origin-Embedder-Policy", "require-corp")
                .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
                .containsEntry("X-Permitted-Cross-Domain-Policies", "none")
                .containsEntry("X-DNS-Prefetch-Control", "off")
                .containsKeys("Content-Security-Policy", "Permissions-Policy")
                .doesNotContainKeys(
                        "X-XSS-Protection", "Feature-Policy", "Expect-CT", "Public-Key-Pins", "Server", "X-Powered-By");
        assertThat(headers.get("Cache-Control")).contains("no-store");
    }
}
