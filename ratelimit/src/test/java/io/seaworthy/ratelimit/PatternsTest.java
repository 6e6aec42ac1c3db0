package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.http.RoutePattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

    @ParameterizedTest
    @CsvSource({
        "/**, /a, true",
        "/**, /, true",
        "/a/**, /a, true",
        "/a/**, /a/b/c, true",
        "/a/**, /a/**, true",
        "/a/**, /b, false",
        "/a/**, /ab, false",
        "/a/*, /a/b, true",
        "/a/*, /a/{id}, true",
        "/a/{id}, /a/*, true",
        "/a/*, /a/, false",
        "/a/*, /a/b/c, false",
        "/a/*, /a/**, false",
        "/a/b, /a/*, false",
        "/a/b, /a/b, true",
        "GET /a, /a, false",
        "/a, GET /a, true",
        "GET /a, GET /a, true",
        "GET /a, POST /a, false",
        "/a, /a/, false",
    })
    void wide_coversNarrow(String wide, String narrow, boolean covers) {
        assertThat(Patterns.covers(RoutePattern.of(wide), RoutePattern.of(narrow)))
                .isEqualTo(covers);
    }
}
