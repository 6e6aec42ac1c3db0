package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way by which a servlet reads a body keeps to the limit, and refusing one does not lose the answer. */
interface BodyContract extends ContainerContract {

    Consumer<GuardChain.Builder> TEN_BYTES =
            chain -> chain.then(head -> Decision.proceed(RequestAttributes.BODY_LIMIT, BodyLimit.ofBytes(10)));

    private static String chunked(String type, String body) {
        return "POST /?q=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
    }

    private static void echo(jakarta.servlet.http.HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setCharacterEncoding("UTF-8");
        StringBuilder text = new StringBuilder();
        for (int c = request.getReader().read(); c >= 0; c = request.getReader().read()) {
            text.append((char) c);
        }
        response.getWriter().print(text);
    }

    @Test
    default void reader_decodesAndKeepsToTheLimit() throws Exception {
        try (Run run = run(TEN_BYTES, BodyContract::echo)) {
            assertThat(run.send(chunked("text/plain; charset=UTF-8", "gr\u00c3\u00bcn"))
                            .text())
                    .isEqualTo("gr\u00fcn");
            assertThat(run.ending().how()).isEqualTo(Ending.How.RETURNED);
            RawResponse refused = run.send(chunked("text/plain", "01234567890"));
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.text()).contains("too_large");
            assertThat(run.ending().how()).isEqualTo(Ending.How.REJECTED);
        }
    }

    @Test
    default void formOfUnknownLength_isRefusedUnderALimit() throws Exception {
        String form = "application/x-www-form-urlencoded";
        try (Run run =
                run(TEN_BYTES, (request, response) -> response.getWriter().print(request.getParameter("q")))) {
            RawResponse refused = run.send(chunked(form, "a=1"));
            assertThat(refused.status()).isEqualTo(411);
            assertThat(refused.text()).contains("length_required");
            assertThat(run.events).containsExactly(ChainEvent.REJECTED);
            assertThat(run.send(chunked("text/plain", "a=1")).text()).isEqualTo("1");
            assertThat(run.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + form
                                    + "\r\nContent-Length: 3\r\n\r\nq=2")
                            .text())
                    .isEqualTo("2");
        }
    }

    @Test
    default void formThatCannotBeDecoded_isNeverTheServicesFault() throws Exception {
        try (Run run = run((request, response) -> response.getWriter().print(request.getParameter("q")))) {
            RawResponse response = run.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\nq=%zz");
            assertThat(response.status()).isLessThan(500);
            assertThat(run.events).doesNotContain(ChainEvent.HANDLER_FAILED);
        }
    }

    private static String multipart(String type, String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String part(int size) {
        return "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + "x".repeat(size)
                + "\r\n--b--\r\n";
    }

    @Test
    default void multipart_isReadOrTheClientsFault() throws Exception {
        String type = "multipart/form-data; boundary=b";
        try (Run run = run((request, response) ->
                response.getWriter().print(request.getPart("f").getSize()))) {
            assertThat(run.send(multipart(type, part(5))).text()).isEqualTo("5");
            assertThat(run.send(multipart(type, part(101))).status()).isIn(400, 413);
            assertThat(run.send(multipart(type, part(5).repeat(20))).status()).isIn(400, 413);
            assertThat(run.send(multipart(type, "--b\r\nbroken")).status()).isEqualTo(400);
            assertThat(run.send(multipart("multipart/form-data", part(5))).status())
                    .isEqualTo(400);
            assertThat(run.events).doesNotContain(ChainEvent.HANDLER_FAILED);
        }
    }

    @Test
    default void partsOfAnotherMediaType_areTheClientsFault() throws Exception {
        try (Run run = run((request, response) ->
                response.getWriter().print(request.getParts().size()))) {
            assertThat(run.send(multipart("text/plain", "hello")).status()).isLessThan(500);
            assertThat(run.events).doesNotContain(ChainEvent.HANDLER_FAILED);
        }
    }

    @Test
    default void multipartOfUnknownLength_isRefusedUnderALimit() throws Exception {
        try (Run run = run(TEN_BYTES, (request, response) -> request.getParts())) {
            assertThat(run.send(chunked("multipart/form-data; boundary=b", part(5)))
                            .status())
                    .isEqualTo(411);
        }
    }

    @Test
    default void nonBlockingRead_keepsToTheLimit() throws Exception {
        try (Run run = run(TEN_BYTES, (request, response) -> {
            AsyncContext context = request.startAsync();
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new ReadListener() {
                @Override
                public void onDataAvailable() throws IOException {
                    while (in.isReady() && in.read(new byte[100]) >= 0) {
                        // Reads on.
                    }
                }

                @Override
                public void onAllDataRead() throws IOException {
                    context.getResponse().getOutputStream().print("all");
                    context.complete();
                }

                @Override
                public void onError(Throwable failure) {
                    ((HttpServletResponse) context.getResponse()).setStatus(413);
                    context.complete();
                }
            });
        })) {
            assertThat(run.send(chunked("text/plain", "0123456789")).text()).isEqualTo("all");
            assertThat(run.send(chunked("text/plain", "01234567890")).status()).isEqualTo(413);
        }
    }

    /** A client reads the answer when it has sent everything; by then it must not have been thrown away. */
    @ParameterizedTest
    @ValueSource(ints = {70_000, 2_000_000, 11 << 20})
    default void largeBodyOverTheLimit_isAnsweredReadably(int size) throws Exception {
        try (Run run = run(TEN_BYTES, (request, response) -> response.setStatus(204))) {
            assertThat(post(run, HttpRequest.BodyPublishers.ofByteArray(new byte[size])))
                    .isEqualTo(413);
            assertThat(run.ending()).isEqualTo(Ending.of(Ending.How.REJECTED, 413));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 11 << 20})
    default void largeBodyOfUnknownLength_isAnsweredReadably(int size) throws Exception {
        try (Run run =
                run(TEN_BYTES, (request, response) -> request.getInputStream().readAllBytes())) {
            HttpRequest.BodyPublisher body =
                    HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[size]));
            assertThat(post(run, body)).isEqualTo(413);
        }
    }

    @Test
    default void largeBodyOfARejectedRequest_isAnsweredReadably() throws Exception {
        Decision refusal = Decision.reject(Problem.of(429, "rate_limited", "Too many requests"));
        try (Run run = run(chain -> chain.then(head -> refusal), (request, response) -> {})) {
            assertThat(post(run, HttpRequest.BodyPublishers.ofByteArray(new byte[11 << 20])))
                    .isEqualTo(429);
        }
    }

    /** The answer comes at once, and the connection is given up in time. */
    @Test
    default void bodyThatNeverComes_isNotWaitedForLong() throws Exception {
        try (Run run = run(TEN_BYTES, (request, response) -> {});
                RawConnection connection = run.connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            connection.timeoutMillis(3_000).awaitFirstByte().timeoutMillis(10_000);
            assertThat(connection.read("POST").status()).isEqualTo(413);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    private static int post(Run run, HttpRequest.BodyPublisher body) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + run.port() + "/"))
                .POST(body)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
