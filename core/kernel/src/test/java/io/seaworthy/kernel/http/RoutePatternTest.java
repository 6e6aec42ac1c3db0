package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePatternTest {

    @ParameterizedTest
    @CsvSource({
        "/, GET, /, true",
        "/, GET, /a, false",
        "/a, GET, /a, true",
        "/a, GET, /a/, false",
        "/a/, GET, /a/, true",
        "/a/, GET, /a, false",
        "/a, GET, /A, false",
        "/a, GET, /%61, true",
        "/é, GET, /%c3%a9, true",
        "/é, GET, /%C3%A9, true",
        "/a@b:c!$&'()+=~, GET, /a@b:c!$&'()+=~, true",
        "POST /auth/*, POST, /auth/login, true",
        "POST /auth/*, GET, /auth/login, false",
        "POST /auth/*, post, /auth/login, false",
        "POST /auth/*, POST, /auth, false",
        "POST /auth/*, POST, /auth/, false",
        "POST /auth/*, POST, /auth/a/b, false",
        "GET /x, HEAD, /x, true",
        "HEAD /x, GET, /x, false",
        "/api/keys/{id}, DELETE, /api/keys/7, true",
        "/api/keys/{id}, DELETE, /api/keys/, false",
        "/api/keys/{id}/rotate, POST, /api/keys/7/rotate, true",
        "/api/**, GET, /api, true",
        "/api/**, GET, /api/, true",
        "/api/**, GET, /api/a/b/c, true",
        "/api/**, GET, /apix, false",
        "/**, GET, /, true",
        "/**, GET, /a/b, true",
        "/*, GET, /, false",
        "/api/**, GET, /api/../admin, false",
        "/api/**, GET, /api/%2e%2e/admin, false",
        "/api/*, GET, /api/a%2fb, false",
        "/api/*, GET, /api/%, false",
        "/api/*, GET, /api/a;b, false",
        "/**, OPTIONS, *, false",
        "/100%, GET, /100%25, false"
    })
    void pattern_matchesItsRequestsOnly(String pattern, String method, String path, boolean expected) {
        if (pattern.contains("%")) {
            assertThat(catchThrowableOfType(ConfigurationException.class, () -> RoutePattern.of(pattern)))
                    .isNotNull();
            return;
        }
        assertThat(RoutePattern.of(pattern).matches(method, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_path",
        "api, invalid_path",
        "GET, invalid_path",
        "'get /a', invalid_method",
        "' /a', invalid_method",
        "'GET  /a', invalid_path",
        "/a//b, empty_segment",
        "//, empty_segment",
        "/./a, dot_segment",
        "/a/.., dot_segment",
        "/**/a, rest_not_last",
        "/a*, invalid_segment",
        "/a{id}, invalid_segment",
        "/{id}x, invalid_variable",
        "/{}, invalid_variable",
        "/{a-b}, invalid_variable",
        "/{a}/{a}, duplicate_variable",
        "/a;b, invalid_segment",
        "/a%20b, invalid_segment",
        "/a\\b, invalid_segment",
        "/a?b, invalid_segment",
        "/a#b, invalid_segment",
        "/***, invalid_segment"
    })
    void malformedPattern_isAFault(String pattern, String reason) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> RoutePattern.of(pattern));
        assertThat(refused.violations()).extracting(v -> v.reason()).contains(reason);
    }

    @Test
    void parts_areReadable() {
        RoutePattern pattern = RoutePattern.of("GET /api/keys/{id}");
        assertThat(pattern.method()).isEqualTo("GET");
        assertThat(pattern.path()).isEqualTo("/api/keys/{id}");
        assertThat(pattern).hasToString("GET /api/keys/{id}").isEqualTo(RoutePattern.of("GET /api/keys/{id}"));
        assertThat(RoutePattern.of("/a").method()).isNull();
        assertThat(RoutePattern.of("/a")).isNotEqualTo(RoutePattern.of("GET /a"));
    }
}
