package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.testkit.RawResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guards see where containers have views of their own. */
interface HeadContract extends ContainerContract {

    /** Jetty believes the target: the client would decide whether it is redirected to https. */
    @Test
    default void absoluteFormThatSaysHttps_isHttpOnAPlainConnection() throws Exception {
        String request = "GET https://a/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(seen(request, RequestHead::scheme)).isEqualTo("http");
        assertThat(seen(request, RequestHead::rawPath)).isEqualTo("/x");
    }

    @Test
    default void http10WithoutHost_hasNoAuthority() throws Exception {
        assertThat(seen("GET / HTTP/1.0\r\n\r\n", RequestHead::authority)).isEqualTo("null");
    }

    @Test
    default void encodedPath_isNotDecoded() throws Exception {
        String request = "GET /a%20b;v=1/%C3%A9?q=%20 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(seen(request, RequestHead::rawPath)).isEqualTo("/a%20b;v=1/%C3%A9");
        assertThat(seen(request, RequestHead::rawQuery)).isEqualTo("q=%20");
    }

    /** Some of these the container refuses by itself; none reaches the application under another name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//a",
                "/a//b",
                "/a/./b",
                "/a/../b",
                "/a/..;v=1/b",
                "/a;v=1/../b",
                "/a/.",
                "/a/..",
                "/a/%2e/b",
                "/a/%2E%2e/b",
                "/a/;v=1/b",
                "/..%2fb",
                "/a%2f..%2fb"
            })
    default void pathThatTheContainerWouldChange_isRefused(String path) throws Exception {
        try (Run run = run((request, response) -> response.getWriter().print(request.getPathInfo()))) {
            RawResponse response = run.get(path);
            assertThat(response.status()).isEqualTo(400);
            if (!run.endings.isEmpty()) {
                assertThat(response.text()).contains("malformed_request");
                assertThat(response.header(ENFORCED)).isEqualTo("guard");
                assertThat(run.ending()).isEqualTo(Ending.of(Ending.How.REJECTED, 400));
                assertThat(run.events).containsExactly(ChainEvent.MALFORMED_REQUEST);
            }
        }
    }

    /** What a guard saw, by way of a header. */
    private String seen(String request, Function<RequestHead, @Nullable Object> read) throws Exception {
        try (Run run = run(
                chain -> chain.then(head -> Decision.proceed(HeaderEdits.forOneRequest()
                        .enforce("X-Seen", String.valueOf(read.apply(head)))
                        .build())),
                (http, response) -> response.setStatus(204))) {
            return String.valueOf(run.send(request).header("X-Seen"));
        }
    }
}
