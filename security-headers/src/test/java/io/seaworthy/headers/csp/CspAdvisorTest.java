package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one report, by anybody, can make the library propose. */
class CspAdvisorTest {

    /** As the reader hands a blocked-uri on. */
    private static List<CspSuggestion> advise(Csp policy, String directive, String blockedUri) {
        CspViolation violation = new CspViolation(directive, ReportText.blocked(blockedUri), true, "", "");
        return CspAdvisor.advise(policy, List.of(new CspViolationGroup(violation, 1)), 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'unsafe-inline'",
                "*",
                "https:",
                "data",
                "blob",
                "http://evil.example",
                "'nonce-abc'",
                "https://x.example;sandbox",
                "x,default-src",
                "https://x.example,default-src",
                "'strict-dynamic'",
                "javascript:",
                "https://cdnjs.cloudflare.com",
            })
    void forgedReport_neverWeakensScripts(String blocked) {
        Csp own = Csp.strict().toBuilder().scriptSrc(CspSource.SELF).build();
        for (Csp policy : List.of(own, Csp.strict())) {
            for (String directive : List.of("script-src", "script-src-elem", "script-src-attr", "worker-src")) {
                assertThat(advise(policy, directive, blocked))
                        .as(directive)
                        .allMatch(CspSuggestion::isAdvice)
                        .noneMatch(each -> each.source().contains(";sandbox"));
            }
        }
    }

    @Test
    void everyProposedLine_buildsWithoutAFault() {
        for (CspDirective directive : CspDirective.values()) {
            for (String blocked : List.of("https://cdn.example", "self", "wasm-eval", "data", "wss://live.example")) {
                for (CspSuggestion each : advise(Csp.strict(), directive.text(), blocked)) {
                    String text = Stream.concat(
                                    Csp.strict().directives().entrySet().stream()
                                            .filter(one -> !one.getKey().equals(each.directive()))
                                            .map(one -> one.getKey() + " " + String.join(" ", one.getValue())),
                                    Stream.of(each.line()))
                            .reduce((left, right) -> left + "; " + right)
                            .orElseThrow();
                    assertThat(each.isAdvice()
                                    || ParsedCsp.of(text).policy().toBuilder().build() != null)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What browsers send for an element belongs to the directive that they went by.
                "script-src 'self' | script-src-elem | script-src | script-src 'self' https://cdn.example",
                "script-src 'self' | script-src-attr | script-src | script-src 'self' https://cdn.example",
                "default-src 'self' | img-src | img-src | img-src 'self' https://cdn.example",
                "default-src 'none' | media-src | media-src | media-src https://cdn.example",
                "child-src 'self' | frame-src | frame-src | frame-src 'self' https://cdn.example",
                "form-action 'self' | form-action | form-action | form-action 'self' https://cdn.example",
            })
    void suggestion_isTheChangeThatEndsTheViolation(String policy, String reported, String directive, String line) {
        Csp parsed = ParsedCsp.of(policy + "; object-src 'none'").policy();
        assertThat(advise(parsed, reported, "https://cdn.example/a.js"))
                .containsExactly(new CspSuggestion(directive, "https://cdn.example", false, 1, line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src-elem | https://cdn.example | strict-dynamic",
                "script-src-elem | inline | nonce",
                "style-src-attr | inline | an attribute has no nonce",
                "script-src | eval | replace eval",
                "require-trusted-types-for | trusted-types-sink | trusted types policy",
                "frame-ancestors | https://shop.example | who frames",
                "base-uri | https://evil.example | another base",
                "object-src | https://evil.example | iframe",
            })
    void whatNoSourceCures_isAdvice(String directive, String blocked, String words) {
        assertThat(advise(Csp.strict(), directive, blocked)).singleElement().satisfies(each -> {
            assertThat(each.isAdvice()).isTrue();
            assertThat(each.source()).contains(words);
            assertThat(each.line()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sandbox",
                "default-src",
                "report-uri",
                "report-to",
                "webrtc",
                "upgrade-insecure-requests",
                "other"
            })
    void directiveWithoutSources_getsNoSuggestion(String directive) {
        assertThat(advise(Csp.strict(), directive, "https://evil.example")).isEmpty();
    }

    @Test
    void elementsAndAttributes_countTogether() {
        Csp policy = Csp.strict().toBuilder().scriptSrc(CspSource.SELF).build();
        List<CspViolationGroup> groups = Stream.of("script-src", "script-src-elem")
                .map(name -> new CspViolationGroup(new CspViolation(name, "https://cdn.example", true, "", ""), 3))
                .toList();
        assertThat(CspAdvisor.advise(policy, groups, 1))
                .singleElement()
                .extracting(CspSuggestion::count)
                .isEqualTo(6L);
    }
}
