package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What no well-behaved client can send. */
@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class RawRequestTest {

    @Parameter
    Deployment deployment;

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", deployment.harbour().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void malformedRequests_endInA4xxOrAClosedConnection_neverA5xxOrATrace() throws IOException {
        String host = "Host: localhost\r\n";
        String[] requests = {
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /%zz HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
            "GET /api/../api/me HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
            "GET /api/%2e%2e/me HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
            "GET /\\ HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
            "GET /\u0001 HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "X-A: a\u0001b\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: evil.example/x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(100_000) + "\r\n\r\n",
            "POST /auth/login HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
            "POST /auth/login HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /auth/login HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GARBAGE\r\n\r\n",
            "GET / HTTP/9.9\r\n" + host + "\r\n"
        };
        for (String request : requests) {
            String answer = send(request);
            String what = request.substring(0, Math.min(60, request.length()));
            assertThat(answer).as(what).doesNotContain("\tat ", "java.lang");
            if (!answer.isEmpty()) {
                // 505: an HTTP version that the server's own parser does not know.
                assertThat(answer.substring(9, 12))
                        .as(what + " -> " + answer.lines().findFirst())
                        .matches("[24]..|505");
            }
        }
    }

    @Test
    void twoHosts_are400() throws IOException {
        assertThat(send("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }
}
