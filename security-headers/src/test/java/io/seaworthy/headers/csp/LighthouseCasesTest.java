package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kinds of policy by which CSP Evaluator checks what Lighthouse tells of pages: failures, warnings and syntax. Each
 * policy is judged alone, because a guard sends one enforced policy; where the evaluator lets a second policy make up for
 * what the first one lacks, the findings of both are given here.
 */
class LighthouseCasesTest {

    /** What Lighthouse calls failures and warnings; the rest of our findings is not its subject. */
    private static final List<CspRule> TOLD = List.of(
            CspRule.MISSING_SCRIPT,
            CspRule.MISSING_OBJECT,
            CspRule.MISSING_BASE_URI,
            CspRule.UNSAFE_INLINE,
            CspRule.PLAIN_SCHEME,
            CspRule.WILDCARD,
            CspRule.BYPASS_HOST,
            CspRule.HOST_SCRIPT,
            CspRule.STRICT_DYNAMIC_ALONE,
            CspRule.MISSING_INLINE_FALLBACK,
            CspRule.MISSING_HOST_FALLBACK,
            CspRule.MISSING_SEMICOLON,
            CspRule.UNKNOWN_DIRECTIVE,
            CspRule.UNKNOWN_KEYWORD,
            CspRule.DEPRECATED_DIRECTIVE);

    private static final List<CspRule> WARNINGS =
            List.of(CspRule.MISSING_INLINE_FALLBACK, CspRule.MISSING_HOST_FALLBACK);

    private static String told(String policy) {
        List<String> names = ParsedCsp.of(policy).lint().stream()
                .map(CspFinding::rule)
                .filter(TOLD::contains)
                .distinct()
                .map(CspRule::name)
                .sorted()
                .toList();
        return names.isEmpty() ? "-" : String.join(" ", names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A nonce needs base-uri, a hash of an inline script does not.
                "script-src 'nonce-c29tZXRoaW5n' 'unsafe-inline'; object-src 'none'; base-uri 'none' | -",
                "script-src 'sha256-c29tZXRoaW5n' 'unsafe-inline'; object-src 'none' | -",
                "script-src 'nonce-c29tZXRoaW5n' 'unsafe-inline'; object-src 'none' | MISSING_BASE_URI",
                // No attempt at scripts at all.
                "upgrade-insecure-requests | MISSING_OBJECT MISSING_SCRIPT",
                "upgrade-insecure-requests; object-src 'none' | MISSING_SCRIPT",
                // An attempt that hosts get around.
                "script-src *.google.com; object-src 'none' | BYPASS_HOST",
                "script-src https://shop.example; object-src 'none' | HOST_SCRIPT",
                // Everything by the fallback.
                "default-src 'none' | -",
                "default-src 'none'; base-uri 'none' | -",
                // Whatever the scripts, plug-ins count.
                "script-src 'none'; object-src * | WILDCARD",
                "script-src 'none'; object-src wss: | PLAIN_SCHEME",
                "script-src 'strict-dynamic' 'nonce-c29tZXRoaW5n' 'unsafe-inline' https:; base-uri 'none'; object-src https: | PLAIN_SCHEME",
                // Policies that need each other there and fail alone here.
                "object-src 'none' | MISSING_SCRIPT",
                "script-src 'nonce-c29tZXRoaW5n' 'unsafe-inline' | MISSING_BASE_URI MISSING_OBJECT",
                "base-uri 'none' | MISSING_OBJECT MISSING_SCRIPT",
                "script-src * | MISSING_OBJECT WILDCARD",
            })
    void failures(String policy, String expected) {
        assertThat(told(policy)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src 'nonce-c29tZXRoaW5n' 'unsafe-inline' http: https:; report-uri /r | -",
                "script-src 'nonce-c29tZXRoaW5n'; report-uri /r | MISSING_INLINE_FALLBACK",
                "script-src 'sha256-c29tZXRoaW5n'; report-uri /r | MISSING_INLINE_FALLBACK",
                "script-src 'nonce-c29tZXRoaW5n' 'strict-dynamic' 'unsafe-inline'; report-uri /r | MISSING_HOST_FALLBACK",
                "script-src 'nonce-c29tZXRoaW5n' 'strict-dynamic'; report-uri /r | MISSING_HOST_FALLBACK MISSING_INLINE_FALLBACK",
                "script-src 'nonce-c29tZXRoaW5n' 'invalid' 'unsafe-inline'; report-uri /r | -",
                "upgrade-insecure-requests; report-uri /r | -",
                // 'strict-dynamic' with nothing to begin with is no fallback's matter.
                "script-src 'strict-dynamic' 'unsafe-inline' https:; report-uri /r | -",
            })
    void warnings(String policy, String expected) {
        List<String> names = ParsedCsp.of(policy).lint().stream()
                .map(CspFinding::rule)
                .filter(WARNINGS::contains)
                .map(CspRule::name)
                .sorted()
                .toList();
        assertThat(names.isEmpty() ? "-" : String.join(" ", names)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'none'; unknown-one a.example | UNKNOWN_DIRECTIVE",
                "default-src 'none'; img-src a.example script-src-attr 'none' | MISSING_SEMICOLON",
                "default-src 'none'; img-src 'somewhere' | UNKNOWN_KEYWORD",
                "default-src 'none'; referrer no-referrer | DEPRECATED_DIRECTIVE",
                "default-src 'none'; img-src 'somewhere'; unknown-one; plugin-types a/b | DEPRECATED_DIRECTIVE UNKNOWN_DIRECTIVE UNKNOWN_KEYWORD",
                "default-src 'none'; img-src 'self'; font-src 'self' | -",
            })
    void syntax(String policy, String expected) {
        assertThat(told(policy)).isEqualTo(expected);
    }
}
