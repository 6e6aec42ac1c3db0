package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RequestHeads;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersByRouteTest {

    private final SecurityHeaders api = SecurityHeaders.api();
    private final SecurityHeaders page = SecurityHeaders.htmlStrict();
    private final SecurityHeaders file = SecurityHeaders.download();
    private final HeadersByRoute guard = SecurityHeaders.byRoute(api)
            .profile("/files/**", file)
            .profile("/", page)
            .profile("/files/index", page)
            .build();

    @ParameterizedTest
    @CsvSource({
        "GET, /, page",
        "HEAD, /, page",
        "POST, /, page",
        "GET, /api/me, api",
        "GET, /files/a/b, file",
        "GET, /files, file",
        "GET, /files/index, page",
        "GET, //, api",
        "GET, /files/../, api",
        "GET, /%2e, api",
        "OPTIONS, *, api",
    })
    void closestPattern_wins(String method, String path, String profile) {
        SecurityHeaders expected =
                Map.of("page", page, "api", api, "file", file).get(profile);
        assertThat(guard.profileOf(RequestHeads.of(method, path).build())).isSameAs(expected);
    }

    @Test
    void badPattern_isAFault() {
        assertThatThrownBy(() -> SecurityHeaders.byRoute(api)
                        .profile("admin", page)
                        .profile("/a*b", page)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(2));
    }

    @Test
    void evidence_isThatOfEveryProfile() {
        assertThat(guard.evidence())
                .filteredOn(each -> each.id().equals("HEAD-CSP"))
                .hasSize(4);
    }
}
