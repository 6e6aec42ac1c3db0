package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Vectors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRedirectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/b?c=d#e",
                "/a//b",
                "/?next=https://x.example",
                "/a?x=//y",
                "/%2f%2fe",
                "/a%20b",
                "/;//e",
                "/@e",
                "/a:b",
                "/.",
                "/..",
                "/a/../b",
                "/a/..",
                "/#//e",
                "/javascript:alert(1)",
                "/%5ce",
                "/%09/e"
            })
    void localPath_isAcceptedAsGiven(String to) {
        assertThat(LocalRedirect.parse(to).toOptional().orElseThrow().location())
                .isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "/a b; /a%20b",
                "/a?q=x y#z z; /a?q=x%20y#z%20z",
                "/<\"b\">; /%3C%22b%22%3E",
                "/{a|b}^`; /%7Ba%7Cb%7D%5E%60",
                "/[a]; /%5Ba%5D",
                "/a#b#c; /a#b%23c",
                "/100%; /100%"
            })
    void whatNoUriHolds_isEscaped(String to, String location) {
        assertThat(LocalRedirect.parse(to).toOptional().orElseThrow().location())
                .isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "./a",
                "?a",
                "#a",
                "//e",
                "///e",
                "////e",
                "/\\e",
                "\\\\e",
                "\\e",
                "/\t/e",
                "/\n/e",
                "\t//e",
                "/a\\b",
                "/a\r\nSet-Cookie: x=y",
                "/a\u0000",
                "/a\u007f",
                "/\u00e9",
                "/\u2215/e",
                "/\u3002",
                "https:e",
                "https:/e",
                "https://e",
                "HTTPS://e",
                ";//e",
                "javascript:alert(1)",
                "data:text/html,x",
                "%2f%2fe",
                " /a",
                "/a ",
                "/..//e",
                "/.//e",
                "/a/..//e",
                "/%2e//e",
                "/%2E%2e//e",
                "/.%2e//e",
                "/a/b/../..//e",
                "/../..//e/",
                "/.//"
            })
    void targetThatMayLeave_isRefused(String to) {
        assertThat(LocalRedirect.parse(to).refusal()).isNotNull();
    }

    @Test
    void longTarget_isRefused() {
        assertThat(LocalRedirect.parse("/" + "a".repeat(2_048)).refusal()).isEqualTo(LocalRedirect.Reason.TOO_LONG);
    }

    @Test
    void acceptedTarget_staysOnTheSiteForBrowsers() throws Exception {
        int accepted = 0;
        int same = 0;
        for (Object entry : Vectors.list("url/urltestdata.json")) {
            if (entry instanceof Map<?, ?> row
                    && row.get("base") instanceof String base
                    && base.startsWith("http")
                    && base.indexOf('@') < 0
                    && LocalRedirect.parse((String) row.get("input"))
                            .toOptional()
                            .isPresent()) {
                accepted++;
                String origin = base.substring(0, base.indexOf('/', 8));
                assertThat(row.get("origin")).as("%s", row.get("input")).isEqualTo(origin);
                same += ((String) row.get("pathname")).startsWith("//") ? 0 : 1;
            }
        }
        assertThat(accepted).isGreaterThan(5).isEqualTo(same);
    }

    /** The paths of absolute URLs: what we accept of them never becomes a path with two slashes in front. */
    @Test
    void acceptedPath_isReadByBrowsersAsAPathOfOneSlash() throws Exception {
        int accepted = 0;
        for (Object entry : Vectors.list("url/urltestdata.json")) {
            if (!(entry instanceof Map<?, ?> row) || !(row.get("pathname") instanceof String pathname)) {
                continue;
            }
            String input = (String) row.get("input");
            int slash = input.startsWith("http://") ? input.indexOf('/', 7) : -1;
            if (slash > 7
                    && LocalRedirect.parse(input.substring(slash)).toOptional().isPresent()) {
                accepted++;
                assertThat(pathname).as("%s", input).startsWith("/").doesNotStartWith("//");
            }
        }
        assertThat(accepted).isGreaterThan(40);
    }
}
