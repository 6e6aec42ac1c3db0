package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    private static PublicHttpUrl url(String text) {
        return PublicHttpUrl.parse(text).toOptional().orElseThrow();
    }

    /** RFC 3986 section 5.4, on http and without what is refused anyway. */
    @ParameterizedTest
    @CsvSource({
        "g, http://a.example/b/c/g",
        "./g, http://a.example/b/c/g",
        "g/, http://a.example/b/c/g/",
        "/g, http://a.example/g",
        "//g.example, http://g.example/",
        "?y, http://a.example/b/c/d;p?y",
        "g?y, http://a.example/b/c/g?y",
        "#s, http://a.example/b/c/d;p?q",
        "g#s, http://a.example/b/c/g",
        "g?y#s, http://a.example/b/c/g?y",
        ";x, http://a.example/b/c/;x",
        "g;x?y#s, http://a.example/b/c/g;x?y",
        "., http://a.example/b/c/",
        "./, http://a.example/b/c/",
        ".., http://a.example/b/",
        "../, http://a.example/b/",
        "../g, http://a.example/b/g",
        "../.., http://a.example/",
        "../../, http://a.example/",
        "../../g, http://a.example/g",
        "../../../g, http://a.example/g",
        "../../../../g, http://a.example/g",
        "/./g, http://a.example/g",
        "/../g, http://a.example/g",
        "g., http://a.example/b/c/g.",
        ".g, http://a.example/b/c/.g",
        "g.., http://a.example/b/c/g..",
        "..g, http://a.example/b/c/..g",
        "./../g, http://a.example/b/g",
        "./g/., http://a.example/b/c/g/",
        "g/./h, http://a.example/b/c/g/h",
        "g/../h, http://a.example/b/c/h",
        "g;x=1/./y, http://a.example/b/c/g;x=1/y",
        "g;x=1/../y, http://a.example/b/c/y",
        "g?y/./x, http://a.example/b/c/g?y/./x",
        "g?y/../x, http://a.example/b/c/g?y/../x",
        "g#s/../x, http://a.example/b/c/g",
        "https://b.example/x, https://b.example/x",
    })
    void reference_isResolvedAsTheStandardSays(String reference, String expected) {
        assertThat(Redirects.resolve(url("http://a.example/b/c/d;p?q"), reference)
                        .toOptional()
                        .orElseThrow())
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h.example/a/b?y=2, ?x=1, http://h.example/a/b?x=1",
        "http://h.example/a, ../../x, http://h.example/x",
        "http://h.example/a[1], /b, http://h.example/b",
        "http://h.example/a?b/c, d, http://h.example/d",
        "https://h.example:80/a, b, https://h.example:80/b",
    })
    void base_countsByPathAlone(String base, String reference, String expected) {
        assertThat(Redirects.resolve(url(base), reference).toOptional().orElseThrow())
                .hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " /x",
                "\\\\evil",
                "/a b",
                "g:h",
                "javascript:alert(1)",
                "http:g",
                "///x",
                "//u@h.example",
                "/\u00e9"
            })
    void ambiguousReference_isRefused(String reference) {
        assertThat(Redirects.resolve(url("http://a.example/b"), reference).refusal())
                .isEqualTo(UrlRefusal.INVALID_URL);
    }
}
