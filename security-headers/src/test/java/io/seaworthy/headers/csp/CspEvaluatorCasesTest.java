package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Google's CSP Evaluator 1.1.6 tells of these kinds of policy, rule by rule: how often each rule named finds
 * something. Where the linter differs on purpose, the last table says so.
 */
class CspEvaluatorCasesTest {

    private static Map<CspRule, Integer> findings(String policy) {
        Map<CspRule, Integer> counts = new EnumMap<>(CspRule.class);
        ParsedCsp.of(policy).lint().forEach(finding -> counts.merge(finding.rule(), 1, Integer::sum));
        return counts;
    }

    private static void assertFindings(String policy, String expected) {
        Map<CspRule, Integer> found = findings(policy);
        for (String each : expected.split(" ")) {
            String[] parts = each.split("=");
            assertThat(found.getOrDefault(CspRule.valueOf(parts[0]), 0))
                    .as("%s in %s, which has %s", parts[0], policy, found)
                    .isEqualTo(Integer.valueOf(parts[1]));
        }
    }

    /** Security checks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 'unsafe-inline' and 'unsafe-hashes'
                "default-src https:; script-src 'unsafe-inline'; script-src-elem 'unsafe-inline'; script-src-attr 'unsafe-inline' | UNSAFE_INLINE=3",
                "default-src 'unsafe-inline' | UNSAFE_INLINE=1",
                "script-src 'unsafe-hashes' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' | UNSAFE_HASHES=1 UNSAFE_INLINE=0",
                "default-src 'unsafe-inline'; script-src https:; script-src-attr https:; script-src-elem https: | UNSAFE_INLINE=0",
                "script-src 'unsafe-inline' 'nonce-c29tZS1ub25jZQ'; script-src-elem 'unsafe-inline' 'nonce-c29tZS1ub25jZQ' | UNSAFE_INLINE=0",
                "script-src 'unsafe-inline' 'nonce-bad$' | UNSAFE_INLINE=1 NONCE_CHARSET=1",
                "script-src 'unsafe-inline' 'sha256-bad$' | UNSAFE_INLINE=1 INVALID_SOURCE=1",
                "script-src 'nonce-c29tZS1ub25jZQ' strict-dynamic; script-src-elem 'unsafe-inline' | UNSAFE_INLINE=1 UNQUOTED_KEYWORD=1",
                "script-src-attr 'unsafe-inline' 'sha256-AAAA' | UNSAFE_INLINE=0",
                // 'unsafe-eval'
                "default-src https:; script-src 'unsafe-eval'; script-src-elem 'unsafe-eval' | UNSAFE_EVAL=2",
                "default-src 'unsafe-eval' | UNSAFE_EVAL=1",
                // whole schemes
                "script-src data: http: https: other: | PLAIN_SCHEME=3",
                "script-src ws: wss: | PLAIN_SCHEME=2",
                "script-src 'self' WSS:; connect-src wss: | PLAIN_SCHEME=1",
                "object-src data: http: https: other: | PLAIN_SCHEME=3",
                "base-uri data: http: https: other: | PLAIN_SCHEME=3",
                "default-src https:; object-src data: other: | PLAIN_SCHEME=2",
                "default-src https:; object-src 'none'; script-src 'none'; base-uri 'none' | PLAIN_SCHEME=0",
                // wildcards
                "script-src * http://*; script-src-elem * http://* | WILDCARD=4",
                "object-src * http://* | WILDCARD=2",
                "base-uri * http://* | WILDCARD=2",
                "default-src *; object-src * fine.example | WILDCARD=2",
                "default-src *; object-src *.fine.example; script-src 'none'; base-uri 'none' | WILDCARD=0",
                // missing directives
                "script-src 'none' | MISSING_OBJECT=1 MISSING_SCRIPT=0",
                "object-src 'none' | MISSING_SCRIPT=1 MISSING_OBJECT=0",
                "object-src 'self' | MISSING_SCRIPT=1 OBJECT_ALLOWED=1",
                "script-src 'nonce-c29tZQ'; object-src 'none' | MISSING_BASE_URI=1",
                "script-src 'sha256-c29tZQ' 'strict-dynamic'; object-src 'none' | MISSING_BASE_URI=1",
                "script-src 'sha256-c29tZQ'; object-src 'none' | MISSING_BASE_URI=0",
                "script-src 'none'; object-src 'none' | MISSING_SCRIPT=0 MISSING_OBJECT=0 MISSING_BASE_URI=0",
                "default-src https: | MISSING_SCRIPT=0 MISSING_OBJECT=0",
                "default-src 'none' | MISSING_SCRIPT=0 MISSING_OBJECT=0 MISSING_BASE_URI=0",
                // hosts that run anything
                "script-src *.google.com | BYPASS_HOST=1",
                "script-src https://www.googletagmanager.com 'unsafe-eval'; script-src-elem https://www.googletagmanager.com 'unsafe-eval' | BYPASS_HOST=2 UNSAFE_EVAL=2",
                "script-src www.gstatic.com; script-src-elem www.gstatic.com | BYPASS_HOST=2",
                "script-src fine.example; script-src-elem fine.example | BYPASS_HOST=0 HOST_SCRIPT=2",
                "script-src 'self'; script-src-attr 'self'; script-src-elem 'self' | SELF_SCRIPT=2",
                "object-src https://*.googleapis.com | BYPASS_HOST=1 OBJECT_ALLOWED=1",
                "object-src https://fine.example | BYPASS_HOST=0 OBJECT_ALLOWED=1",
                "object-src 'none' | OBJECT_ALLOWED=0",
                // addresses
                "script-src 8.8.8.8; font-src https://[::1] not.an.ip | IP_SOURCE=2",
                // deprecated
                "reflected-xss block | DEPRECATED_DIRECTIVE=1",
                "referrer origin | DEPRECATED_DIRECTIVE=1",
                "prefetch-src fine.example | DEPRECATED_DIRECTIVE=1",
                "report-uri fine.example/csp; report-to name | DEPRECATED_DIRECTIVE=0",
                "report-to name | DEPRECATED_DIRECTIVE=0",
                // nonces
                "script-src 'nonce-c29tZSB2ZXJ5IGxvbmcgb25l' | NONCE_LENGTH=0 NONCE_CHARSET=0",
                "script-src 'nonce-short' | NONCE_LENGTH=1",
                "script-src 'nonce-***not+base64+at+all***' | NONCE_CHARSET=1",
                // http
                "script-src http://a.example https://b.example; report-uri http://b.example/r | HTTP_SOURCE=2",
                // reporting
                "script-src 'none' | MISSING_REPORTING=1",
                "script-src 'none'; report-to name | MISSING_REPORTING=0 REPORT_TO_ONLY=1",
                "script-src 'none'; report-uri /r | MISSING_REPORTING=0 REPORT_TO_ONLY=0",
                "script-src 'none'; report-uri /r; report-to name | MISSING_REPORTING=0 REPORT_TO_ONLY=0",
            })
    void securityCheck(String policy, String expected) {
        assertFindings(policy, expected);
    }

    /** Syntax checks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foobar-src http: | UNKNOWN_DIRECTIVE=1",
                "default-src a.example script-src 'none' | MISSING_SEMICOLON=1",
                "script-src strict-dynamic nonce-test sha256-asdf | UNQUOTED_KEYWORD=3",
                "script-src 'foo-bar' | UNKNOWN_KEYWORD=1",
                "script-src 'nonce-bad$' | NONCE_CHARSET=1",
                "script-src 'sha256-bad$' | INVALID_SOURCE=1",
                "require-trusted-types-for 'script' | UNKNOWN_KEYWORD=0 UNQUOTED_KEYWORD=0",
                "trusted-types 'allow-duplicates' policy1 | UNKNOWN_KEYWORD=0 UNQUOTED_KEYWORD=0",
                "default-src 'none'; default-src a.example; object-src 'none'; OBJECT-src a.example | DUPLICATE_DIRECTIVE=2",
                "img-src 'sElf' HTTPS: A.example/CaseSensitive; DEFAULT-src 'NONE' | UNKNOWN_KEYWORD=0 INVALID_SOURCE=0",
            })
    void parserCheck(String policy, String expected) {
        assertFindings(policy, expected);
    }

    /** Strict CSP checks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src fine.example | HOST_SCRIPT=1",
                "script-src 'strict-dynamic' | STRICT_DYNAMIC_ALONE=1",
                "script-src 'strict-dynamic' 'nonce-foobar' | STRICT_DYNAMIC_ALONE=0",
                "script-src 'nonce-test' | MISSING_INLINE_FALLBACK=1 MISSING_HOST_FALLBACK=0",
                "script-src 'nonce-test' 'unsafe-inline' | MISSING_INLINE_FALLBACK=0",
                "script-src 'nonce-test' 'strict-dynamic' | MISSING_HOST_FALLBACK=1",
                "script-src 'nonce-test' 'strict-dynamic' https: | MISSING_HOST_FALLBACK=0",
                "script-src 'nonce-test' 'strict-dynamic' fine.example | MISSING_HOST_FALLBACK=0",
                "script-src 'nonce-test' | MISSING_TRUSTED_TYPES=1",
                "script-src 'nonce-test'; require-trusted-types-for 'script' | MISSING_TRUSTED_TYPES=0",
            })
    void strictCheck(String policy, String expected) {
        assertFindings(policy, expected);
    }

    /** The differences: the evaluator's view is in the comment. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 8 characters would do; we want 128 bits.
                "script-src 'nonce-notEvenAHundredBits' | NONCE_LENGTH=1",
                // 127.0.0.1 is listed too; browsers do match it (CSP3 section 6.7.2.8).
                "img-src 127.0.0.1 | IP_SOURCE=0",
                // //host counts as a host; the grammar has no such source.
                "script-src //* | INVALID_SOURCE=1",
                // 'none' would silence the list; browsers ignore it where it is not alone.
                "script-src *.google.com 'none' | BYPASS_HOST=1 NONE_NOT_ALONE=1",
                // Hosts, schemes and eval in script-src-attr would be told; they mean nothing there.
                "script-src 'none'; script-src-attr * 'unsafe-eval' | WILDCARD=0 UNSAFE_EVAL=0",
                // Only possibly bad without 'unsafe-eval'; the host's list of scripts changes too often to rely on.
                "script-src https://www.googletagmanager.com | BYPASS_HOST=1",
            })
    void difference(String policy, String expected) {
        assertFindings(policy, expected);
    }
}
