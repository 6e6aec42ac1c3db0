package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestAttributes;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The body: limits hold whether the length was declared or not, and what is left unread disturbs nobody. */
interface BodyLaws extends AdapterUnderTest {

    /** Ten bytes at most. */
    Consumer<GuardChain.Builder> TEN_BYTES =
            chain -> chain.then(head -> Decision.proceed(RequestAttributes.BODY_LIMIT, BodyLimit.ofBytes(10)));

    /** Sends back what it got. */
    KitApplication ECHO = x -> x.send(x.requestBody().readAllBytes());

    @Test
    default void bodyOfExactlyTheLimit_isRead() throws Exception {
        assertEchoed("Content-Length: 10\r\n\r\n0123456789");
        assertEchoed("Transfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6\r\n456789\r\n0\r\n\r\n");
    }

    @Test
    default void declaredLengthAboveTheLimit_isRefusedBeforeTheHandler() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        try (KitRun run = KitRun.start(this, TEN_BYTES, x -> handled.incrementAndGet());
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/") + "Content-Length: 11\r\n\r\n01234567890");
            assertTooLarge(run, connection.read("POST"));
            assertThat(handled).hasValue(0);
        }
    }

    @Test
    default void longerThanTheLimitAsItTurnsOut_isRefused() throws Exception {
        try (KitRun run = KitRun.start(this, TEN_BYTES, ECHO);
                RawConnection connection = run.connect()) {
            connection.send(
                    KitRun.head("POST", "/") + "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n");
            assertTooLarge(run, connection.read("POST"));
        }
    }

    @Test
    default void applicationWrapsTheFailure_itIsRefusedAllTheSame() throws Exception {
        KitApplication application = x -> {
            try {
                x.requestBody().readAllBytes();
            } catch (IOException failure) {
                throw new IllegalStateException("while parsing", failure);
            }
        };
        try (KitRun run = KitRun.start(this, TEN_BYTES, application);
                RawConnection connection = run.connect()) {
            connection.send(
                    KitRun.head("POST", "/") + "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n");
            assertTooLarge(run, connection.read("POST"));
        }
    }

    @Test
    default void applicationHandlesTheFailure_itsAnswerStands() throws Exception {
        KitApplication application = x -> {
            try {
                x.requestBody().readAllBytes();
            } catch (BodyTooLargeException tooLarge) {
                x.status(204);
                x.send(new byte[0]);
            }
        };
        try (KitRun run = KitRun.start(this, TEN_BYTES, application);
                RawConnection connection = run.connect()) {
            connection.send(
                    KitRun.head("POST", "/") + "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n");
            RawResponse response = connection.read("POST");
            assertThat(response.status()).isEqualTo(204);
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void refusedBody_leavesTheConnectionCorrect() throws Exception {
        try (KitRun run = KitRun.start(this, TEN_BYTES, x -> x.send(bytes(x.path())));
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/") + "Content-Length: 100000\r\n\r\n" + "x".repeat(100_000));
            RawResponse refused = connection.read("POST");
            assertThat(refused.status()).isEqualTo(413);
            connection.assertNextIsAnsweredOrClosed(refused, "/next");
        }
    }

    @Test
    default void bodyTheApplicationLeavesUnread_leavesTheConnectionCorrect() throws Exception {
        try (KitRun run = KitRun.start(this, x -> x.send(bytes(x.path())));
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/first") + "Content-Length: 20000\r\n\r\n" + "x".repeat(20_000));
            RawResponse first = connection.read("POST");
            assertThat(first.text()).isEqualTo("/first");
            connection.assertNextIsAnsweredOrClosed(first, "/next");
        }
    }

    private void assertEchoed(String framingAndBody) throws Exception {
        try (KitRun run = KitRun.start(this, TEN_BYTES, ECHO);
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/") + framingAndBody);
            assertThat(connection.read("POST").text()).isEqualTo("0123456789");
        }
    }

    private static void assertTooLarge(KitRun run, RawResponse response) throws InterruptedException {
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.header("Content-Type")).startsWith("application/problem+json");
        assertThat(response.text()).contains("\"too_large\"");
        run.witness().assertMarked(response);
        Ending ending = run.witness().awaitEnding();
        assertThat(ending.how()).isEqualTo(Ending.How.REJECTED);
        assertThat(ending.status()).isEqualTo(413);
    }
}
