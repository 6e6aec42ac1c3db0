package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/a/b.c",
                "/...",
                "/.a",
                "/a.",
                "/..a",
                "/.well-known/x",
                "/~u",
                "/a%20b",
                "/%61",
                "/%c3%a9",
                "/%E2%82%AC",
                "/%f0%9f%92%a9",
                "/100%25",
                "/%25zz",
                "/a%3bb",
                "/%3f%23",
                "/a:b@c!$&'()*+,=",
                "/%ef%bf%bd",
                "/%f4%8f%bf%bf"
            })
    void canonicalPath_hasNoFault(String path) {
        assertThat(PathSyntax.faultOf(path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_ABSOLUTE",
        "*, NOT_ABSOLUTE",
        "a, NOT_ABSOLUTE",
        "http://evil/, NOT_ABSOLUTE",
        "//evil, EMPTY_SEGMENT",
        "/a//b, EMPTY_SEGMENT",
        "/a//, EMPTY_SEGMENT",
        "/., DOT_SEGMENT",
        "/.., DOT_SEGMENT",
        "/a/../b, DOT_SEGMENT",
        "/a/./b, DOT_SEGMENT",
        "/a/.., DOT_SEGMENT",
        "/%2e/a, DOT_SEGMENT",
        "/%2e%2E/a, DOT_SEGMENT",
        "/.%2e/a, DOT_SEGMENT",
        "/%2e./a, DOT_SEGMENT",
        "/a/..;/b, PATH_PARAMETER",
        "/a;x=1, PATH_PARAMETER",
        "/;/a, PATH_PARAMETER",
        "/a;jsessionid=1, PATH_PARAMETER",
        "/a%2fb, ENCODED_SEPARATOR",
        "/a%2Fb, ENCODED_SEPARATOR",
        "/a%5cb, ENCODED_SEPARATOR",
        "/..%2f..%2fetc, ENCODED_SEPARATOR",
        "/..%5c, ENCODED_SEPARATOR",
        "/a\\b, BACKSLASH",
        "/\\evil, BACKSLASH",
        "/a%00, ENCODED_CONTROL",
        "/a%0d%0aSet-Cookie, ENCODED_CONTROL",
        "/a%09, ENCODED_CONTROL",
        "/a%1b, ENCODED_CONTROL",
        "/a%7f, ENCODED_CONTROL",
        "/a%c2%85, ENCODED_CONTROL",
        "/%, BAD_ENCODING",
        "/a%2, BAD_ENCODING",
        "/a%zz, BAD_ENCODING",
        "/a%u002e, BAD_ENCODING",
        "/%c0%ae%c0%ae/, BAD_ENCODING",
        "/%c0%af, BAD_ENCODING",
        "/%e0%80%af, BAD_ENCODING",
        "/%f0%80%80%af, BAD_ENCODING",
        "/%ed%a0%80, BAD_ENCODING",
        "/%f4%90%80%80, BAD_ENCODING",
        "/%ff, BAD_ENCODING",
        "/%80, BAD_ENCODING",
        "/%c3, BAD_ENCODING",
        "/%c3/%a9, BAD_ENCODING",
        "/%c3a9, BAD_ENCODING",
        "/%252e%252e/, DOUBLE_ENCODING",
        "/%252f, DOUBLE_ENCODING",
        "/%25%32%66, '' ",
        "/é, NOT_ASCII",
        "/\u2215, NOT_ASCII",
        "/%\uff12\uff45, BAD_ENCODING",
        "/a b, ILLEGAL_CHARACTER",
        "'/a\tb', ILLEGAL_CHARACTER",
        "'/a\u0000', ILLEGAL_CHARACTER",
        "'/a\u007f', ILLEGAL_CHARACTER",
        "/a?b, ILLEGAL_CHARACTER",
        "/a#b, ILLEGAL_CHARACTER",
        "/<a>, ILLEGAL_CHARACTER",
        "/a|b, ILLEGAL_CHARACTER",
        "/a^b, ILLEGAL_CHARACTER",
        "/a[b], ILLEGAL_CHARACTER",
        "/{a}, ILLEGAL_CHARACTER"
    })
    void attackPath_hasItsFault(String path, String fault) {
        assertThat(PathSyntax.faultOf(path)).isEqualTo(fault.isBlank() ? null : PathFault.valueOf(fault.strip()));
    }

    @Test
    void optIns_changeTheirOwnRuleOnly() {
        assertThat(PathSyntax.faultOf("/a//b", true, false)).isNull();
        assertThat(PathSyntax.faultOf("/a;b", true, false)).isEqualTo(PathFault.PATH_PARAMETER);
        assertThat(PathSyntax.faultOf("/a;b", false, true)).isNull();
        assertThat(PathSyntax.faultOf("/a//b", false, true)).isEqualTo(PathFault.EMPTY_SEGMENT);
        assertThat(PathSyntax.faultOf("/a/../b", true, true)).isEqualTo(PathFault.DOT_SEGMENT);
    }

    /** Whatever passes decodes to segments that hold nothing a second reader could take for structure. */
    @Test
    void pathsThatPass_decodeToHarmlessSegments() {
        long seed = System.nanoTime();
        System.err.println("PathSyntaxTest seed " + seed);
        Random random = new Random(seed);
        String[] pieces = {
            "/", ".", "%2e", "%2E", "%2f", "%5c", "\\", ";", "%25", "2e", "2f", "a", "%c3%a9", "%c0", "%", "%00", "é",
            "%61", "~"
        };
        int passed = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder path = new StringBuilder("/");
            for (int n = random.nextInt(8); n > 0; n--) {
                path.append(pieces[random.nextInt(pieces.length)]);
            }
            if (PathSyntax.faultOf(path.toString()) == null) {
                passed++;
                for (String segment : path.substring(1).split("/")) {
                    String decoded = PathSyntax.decode(segment, 0, segment.length());
                    assertThat(decoded)
                            .as("seed %d: %s", seed, path)
                            .isNotIn(".", "..")
                            .doesNotContain("/", "\\", "\0", ";");
                    assertThat(decoded).isEqualTo(URLDecoder.decode(segment, StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(passed).isGreaterThan(1_000);
    }
}
