package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.testkit.RawResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class TomcatContainerTest
        implements AsyncContract,
                BodyContract,
                DispatchContract,
                ErrorContract,
                HeadContract,
                SecureContract,
                Servlet61Contract,
                WriterContract {

    @Override
    public ServletServer server() {
        return new TomcatServer();
    }

    /** Answered by the container, before any filter. */
    @Test
    void serverWideOptions_neverReachTheFilter() throws Exception {
        try (Run run = run((request, response) -> response.setStatus(204))) {
            RawResponse response = run.send("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.all(ENFORCED)).isEmpty();
            assertThat(run.endings).isEmpty();
        }
    }

    /** Over HTTP/2 there is no Host field to begin with; an upgraded connection's later requests show it. */
    @Test
    void http2_isGuardedAndHasItsAuthority() throws Exception {
        try (Run run = run(
                chain -> chain.then(head -> {
                    HeaderEdits seen = HeaderEdits.forOneRequest()
                            .enforce("X-Seen", head.scheme() + ' ' + head.authority() + ' ' + head.rawPath())
                            .build();
                    return Decision.Proceed.of(seen).with(RequestAttributes.BODY_LIMIT, BodyLimit.ofBytes(10));
                }),
                (request, response) ->
                        response.getWriter().print(request.getReader().readLine()))) {
            HttpClient client = HttpClient.newHttpClient();
            URI uri = URI.create("http://127.0.0.1:" + run.port() + "/a%20b?c");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response =
                        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(response.headers().firstValue("X-Seen"))
                        .contains("http 127.0.0.1:" + run.port() + " /a%20b");
                assertThat(response.headers().allValues(ENFORCED)).containsExactly("guard");
            }
            HttpResponse<String> refused = client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString("01234567890"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }
}
