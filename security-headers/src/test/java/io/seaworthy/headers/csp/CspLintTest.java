package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspLintTest {

    private static List<CspRule> rules(String policy) {
        return ParsedCsp.of(policy).lint().stream()
                .filter(finding -> finding.rule().severity() != CspRule.Severity.NOTE)
                .map(CspFinding::rule)
                .toList();
    }

    private static List<CspRule> notes(String policy) {
        return ParsedCsp.of(policy).lint().stream()
                .filter(finding -> finding.rule().severity() == CspRule.Severity.NOTE)
                .map(CspFinding::rule)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'none'",
                "script-src 'none'; object-src 'none'",
                "script-src 'nonce-{nonce}'; object-src 'none'; base-uri 'none'",
                "script-src 'nonce-{nonce}' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'; base-uri 'none'",
                "script-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' 'unsafe-inline'; object-src 'none'; base-uri 'self'",
                "script-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='; object-src 'none'",
                "default-src 'none'; style-src 'unsafe-inline'; img-src * data:",
                "default-src 'none'; img-src https://a.example; upgrade-insecure-requests; sandbox allow-scripts",
                "DEFAULT-SRC 'NONE'",
            })
    void soundPolicy_hasNoFinding(String policy) {
        assertThat(rules(policy)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'none'; font-src https://a.example img-src | MISSING_SEMICOLON",
                "foobar-src 'none'; default-src 'none' | UNKNOWN_DIRECTIVE",
                "default-src: 'none'; default-src 'none' | UNKNOWN_DIRECTIVE",
                "default-src 'none'; default-src * | DUPLICATE_DIRECTIVE",
                "default-src none | UNQUOTED_KEYWORD",
                "default-src 'none'; img-src self | UNQUOTED_KEYWORD",
                "default-src 'none'; style-src nonce-abcdefghijklmnopqrstuv | UNQUOTED_KEYWORD",
                "default-src 'none'; style-src strict-dynamic | UNQUOTED_KEYWORD",
                "default-src 'none'; style-src sha256-abc= | UNQUOTED_KEYWORD",
                "default-src 'none'; img-src exa$mple.com | INVALID_SOURCE",
                "default-src 'none'; img-src https://a.example?x | INVALID_SOURCE",
                "default-src 'none'; img-src a.example:x | INVALID_SOURCE",
                "default-src 'none'; style-src 'sha256-%%%' | INVALID_SOURCE",
                "default-src 'none'; img-src 'none' https://a.example | NONE_NOT_ALONE",
                "object-src 'none' | MISSING_SCRIPT",
                "script-src 'none' | MISSING_OBJECT",
                "script-src 'nonce-{nonce}'; object-src 'none' | MISSING_BASE_URI",
                "default-src 'none'; script-src 'unsafe-inline' | UNSAFE_INLINE",
                "default-src 'unsafe-inline' | UNSAFE_INLINE",
                "default-src 'none'; script-src 'Unsafe-Inline' | UNSAFE_INLINE",
                "default-src 'none'; script-src-elem 'unsafe-inline' | UNSAFE_INLINE",
                "default-src 'none'; script-src data: | PLAIN_SCHEME",
                "default-src 'none'; script-src https: | PLAIN_SCHEME",
                "default-src 'none'; script-src blob: | PLAIN_SCHEME",
                "default-src 'none'; base-uri https: | PLAIN_SCHEME",
                "default-src 'none'; script-src * | WILDCARD",
                "default-src * | WILDCARD",
                "default-src 'none'; script-src https://* | WILDCARD",
                "default-src 'none'; script-src https://ajax.googleapis.com | BYPASS_HOST",
                "default-src 'none'; script-src *.googleapis.com | BYPASS_HOST",
                "default-src 'none'; script-src cdn.jsdelivr.net/npm/ | BYPASS_HOST",
                "default-src 'none'; script-src 'unsafe-eval' | UNSAFE_EVAL",
                "default-src 'none'; script-src 'unsafe-hashes' | UNSAFE_HASHES",
                "default-src 'none'; script-src 'self' | SELF_SCRIPT",
                "default-src 'none'; script-src https://a.example | HOST_SCRIPT",
                "default-src 'none'; object-src 'self' | OBJECT_ALLOWED",
                "default-src 'none'; script-src-attr 'unsafe-inline' | UNSAFE_INLINE",
                "default-src 'none'; script-src-attr 'unsafe-hashes' 'sha256-AAAA' | UNSAFE_HASHES",
                "default-src 'none'; report-uri http://a.example/r | HTTP_SOURCE",
                "default-src 'none'; script-src 'strict-dynamic'; base-uri 'none' | STRICT_DYNAMIC_ALONE",
                "default-src 'none'; img-src https://1.2.3.4 | IP_SOURCE",
                "default-src 'none'; img-src https://[2001:db8::1] | IP_SOURCE",
                "default-src 'none'; img-src http://a.example | HTTP_SOURCE",
                "default-src 'none'; connect-src ws://a.example | HTTP_SOURCE",
                "default-src 'none'; frame-ancestors * | OPEN_NAVIGATION",
                "default-src 'none'; frame-ancestors HTTPS: | OPEN_NAVIGATION",
                "default-src 'none'; form-action https://*:443 | OPEN_NAVIGATION",
                "default-src 'none'; form-action https: | OPEN_NAVIGATION",
            })
    void weakPolicy_hasItsFinding(String policy, CspRule rule) {
        assertThat(rules(policy)).containsExactly(rule);
    }

    @Test
    void nonce_isJudgedByOriginLengthAndCharacters() {
        String rest = "; object-src 'none'; base-uri 'none'";
        assertThat(rules("script-src 'nonce-rAnd0mrAnd0mrAnd0mrAnd'" + rest)).isEmpty();
        assertThat(rules("script-src 'nonce-short'" + rest)).containsExactly(CspRule.NONCE_LENGTH);
        assertThat(rules("script-src 'nonce-rAnd0m*rAnd0m*rAnd0m*rA'" + rest)).containsExactly(CspRule.NONCE_CHARSET);
        assertThat(ParsedCsp.of("script-src 'nonce-rAnd0mrAnd0mrAnd0mrAnd'" + rest)
                        .policy()
                        .lint())
                .as("a policy to be sent must not have it written in")
                .anyMatch(finding -> finding.rule() == CspRule.STATIC_NONCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default-src 'none'; block-all-mixed-content; report-uri /r | DEPRECATED_DIRECTIVE",
                "default-src 'none'; plugin-types a/b; report-uri /r | DEPRECATED_DIRECTIVE",
                "default-src 'none'; style-src 'new-keyword'; report-uri /r | UNKNOWN_KEYWORD",
                "default-src 'none' | MISSING_REPORTING",
                "default-src 'none'; report-to csp | REPORT_TO_ONLY",
                "default-src 'none'; script-src https://a.example; report-uri /r | MISSING_TRUSTED_TYPES",
            })
    void note_isTakenOf(String policy, CspRule rule) {
        assertThat(notes(policy)).containsExactly(rule);
    }

    @Test
    void fallbacksForOldBrowsers_areNoted() {
        assertThat(notes("script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none';"
                        + " require-trusted-types-for 'script'; report-uri /r"))
                .containsExactly(CspRule.MISSING_INLINE_FALLBACK, CspRule.MISSING_HOST_FALLBACK);
    }

    @Test
    void presets_haveNoHighOrMediumFinding() {
        for (Csp each : List.of(Csp.strict(), Csp.compatible(), Csp.nothing())) {
            assertThat(each.lint())
                    .extracting(finding -> finding.rule().severity())
                    .doesNotContain(CspRule.Severity.HIGH, CspRule.Severity.MEDIUM);
        }
    }

    @Test
    void finding_saysWhere() {
        assertThat(ParsedCsp.of("default-src 'none'; img-src self").lint().get(0))
                .hasToString("img-src self: without single quotes a keyword is read as a host name");
    }
}
