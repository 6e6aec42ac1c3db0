package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/, -, /, -",
                "/a, -, /a, -",
                "/a?, -, /a, ''",
                "/a?b=c, -, /a, b=c",
                "/a?b?c/d, -, /a, b?c/d",
                "/a%2Fb%3Fc, -, /a%2Fb%3Fc, -",
                "/a;b=c/../d, -, /a;b=c/../d, -",
                "/a//b, -, /a//b, -",
                "/:80, -, /:80, -",
                "/http://b/c, -, /http://b/c, -",
                "http://a/b?c, a, /b, c",
                "HTTP://A:80/b, A:80, /b, -",
                "https://a, a, /, -",
                "http://a?b, a, /, b",
                "http://u@a/b, u@a, /b, -"
            })
    void clearTarget_isTakenApartAsSent(String target, String authority, String path, String query) {
        RequestTarget parsed = RequestTarget.parse(target);

        assertThat(parsed).isEqualTo(new RequestTarget(authority, path, query, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil/a", "///a", "/a#b", "#", "*", "a/b", "mailto:a@b", "ftp://a/b", "http://a//b", "http:/a"
            })
    void targetThatTheJdkReadsDifferently_isNotClear(String target) {
        assertThat(RequestTarget.parse(target).clear()).isFalse();
    }

    @Test
    void doubleSlash_isWhereTheJdkDisagrees() {
        // The reason for the rule: a router that asks the URI is led around a guard that looks at the path as sent.
        assertThat(URI.create("//evil/admin").getPath()).isEqualTo("/admin");
        assertThat(RequestTarget.parse("//evil/admin").path()).isEqualTo("//evil/admin");
    }
}
