package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.http.Problem;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 3: what earlier guards said is on a later guard's answer too, and an answer by a guard is the whole answer. */
interface RejectionLaws extends AdapterUnderTest {

    /** A refusal with a header of its own. */
    Decision REFUSAL = Decision.reject(
            Problem.of(429, "rate_limited", "Too many requests"),
            HeaderEdits.builder().enforce("Retry-After", "7").build());

    @Test
    default void laterRejection_isAProblemThatCarriesEarlierEdits() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> REFUSAL), x -> handled.incrementAndGet())) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.header("Content-Type")).startsWith("application/problem+json");
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
            assertThat(response.header("Retry-After")).isEqualTo("7");
            assertThat(response.text()).contains("\"rate_limited\"");
            run.witness().assertMarked(response);
            run.assertEvent(ChainEvent.REJECTED);
            assertThat(handled).hasValue(0);
        }
    }

    @Test
    default void rejectionOfAHead_hasNoBody() throws Exception {
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> REFUSAL), x -> {})) {
            RawResponse response = run.request("HEAD", "/");
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.header("Content-Type")).startsWith("application/problem+json");
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void guardsBehindARejection_areNotAsked() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> REFUSAL).then(head -> {
                    asked.incrementAndGet();
                    return Decision.proceed();
                }),
                x -> {})) {
            assertThat(run.get("/").status()).isEqualTo(429);
            assertThat(asked).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 308})
    default void laterAnswer_carriesEarlierEditsAndNoBody(int status) throws Exception {
        AtomicInteger handled = new AtomicInteger();
        Decision answer = Decision.respond(
                status,
                HeaderEdits.builder()
                        .enforce("Location", "https://kit.example/a%20b")
                        .build());
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> answer), x -> handled.incrementAndGet())) {
            RawResponse response = run.request("OPTIONS", "/");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Location")).isEqualTo("https://kit.example/a%20b");
            assertThat(response.body()).isEmpty();
            run.witness().assertMarked(response);
            assertThat(handled).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 200_000})
    default void rejectionWithAnUnreadBody_leavesTheConnectionCorrect(int size) throws Exception {
        String body = "x".repeat(size);
        assertNextAnswerIsTheNextRequests("Content-Length: " + size + "\r\n\r\n" + body);
    }

    @Test
    default void rejectionWithAnUnreadChunkedBody_leavesTheConnectionCorrect() throws Exception {
        assertNextAnswerIsTheNextRequests("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }

    @Test
    default void rejectionWithABodyThatLooksLikeARequest_isNotAnsweredTwice() throws Exception {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertNextAnswerIsTheNextRequests("Content-Length: " + smuggled.length() + "\r\n\r\n" + smuggled);
    }

    private void assertNextAnswerIsTheNextRequests(String framingAndBody) throws Exception {
        try (KitRun run = KitRun.start(
                        this,
                        chain -> chain.then(head -> head.method().equals("POST") ? REFUSAL : Decision.proceed()),
                        x -> x.send(bytes(x.path())));
                RawConnection connection = run.connect()) {
            connection.sendAsMuchAsAccepted(KitRun.head("POST", "/refused") + framingAndBody);
            RawResponse refused = connection.readOrNull("POST");
            if (refused == null) {
                // A server need not read a large body to its end only to be heard.
                assertThat(framingAndBody).hasSizeGreaterThan(100_000);
                return;
            }
            assertThat(refused.status()).isEqualTo(429);
            connection.assertNextIsAnsweredOrClosed(refused, "/next");
        }
    }
}
