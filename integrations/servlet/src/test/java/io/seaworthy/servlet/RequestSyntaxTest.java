package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that a container shows the application under another name (Servlet 6.0 section 3.5.2), and those it does not. */
class RequestSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//a",
                "/a//",
                "/a//b",
                "/./a",
                "/a/.",
                "/a/..",
                "/../a",
                "/a/./b",
                "/a/../b",
                "/.",
                "/..",
                "/a/%2e/b",
                "/a/%2E%2e/b",
                "/a/.%2e",
                "/a/%2e.",
                "/;v=1/a",
                "/a/;v=1/b",
                "/a/..;v=1/b",
                "/a/..;/b",
                "/a/.;v=../b",
                "/a;v=1/../b",
                "/a/..%2fb",
                "/a%2F..%2Fb",
                "/a%2f%2fb",
                "/a\\..\\b",
                "/a%5c..%5Cb"
            })
    void pathThatIsResolved_isUnclear(String path) {
        assertThat(RequestSyntax.isClear(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/a/b",
                "/...",
                "/a/.../b",
                "/.well-known/x",
                "/a..b",
                "/..a",
                "/a/%2e%2e%2e",
                "/a/.x;v=1/b",
                "/a;v=1",
                "/a;v=1/b;w=2",
                "/a;v=..",
                "/a/;v=1",
                "/a%2Fb",
                "/a%20b",
                "/%C3%A9",
                "/a%",
                "/a%2",
                "*"
            })
    void pathThatStaysAsItIs_isClear(String path) {
        assertThat(RequestSyntax.isClear(path)).isTrue();
    }
}
