package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.HeaderEdits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Law 4: completions fire exactly once, however a request ends. */
interface CompletionLaws extends AdapterUnderTest {

    @Test
    default void handlerReturns_completesOnce() throws Exception {
        Ending ending = endingOf(x -> {
            x.status(201);
            x.send(bytes("kit"));
        });
        assertThat(ending.how()).isEqualTo(Ending.How.RETURNED);
        assertThat(ending.status()).isEqualTo(201);
        assertThat(ending.failure()).isNull();
        assertThat(ending.bytes()).isIn(-1L, 3L);
    }

    @Test
    default void handlerThrows_completesOnce() throws Exception {
        IllegalStateException failure = new IllegalStateException("kit");
        Ending ending = endingOf(x -> {
            throw failure;
        });
        assertThat(ending.how()).isEqualTo(Ending.How.FAILED);
        assertThat(ending.status()).isEqualTo(500);
        assertThat(ending.failure()).hasStackTraceContaining("kit");
    }

    @Test
    default void handlerThrowsAnError_completesOnce() throws Exception {
        Ending ending = endingOf(x -> {
            throw new AssertionError("kit");
        });
        assertThat(ending.how()).isEqualTo(Ending.How.FAILED);
        assertThat(ending.status()).isEqualTo(500);
    }

    @Test
    default void handlerThrowsAfterTheCommit_completesOnceAndTheClientCanTell() throws Exception {
        KitApplication application = x -> {
            x.write(bytes("begun"));
            x.flush();
            throw new IllegalStateException("kit");
        };
        try (KitRun run = KitRun.start(this, application)) {
            assertThat(isCutShort(run)).as("the response is cut short").isTrue();
            assertThat(run.witness().awaitEnding().how()).isEqualTo(Ending.How.FAILED);
            run.assertEvent(ChainEvent.HANDLER_FAILED);
            run.stop();
            assertThat(run.witness().endings()).hasSize(1);
        }
    }

    /** On a connection that is to stay: where it is closed anyway, a server may end the body by closing it. */
    private static boolean isCutShort(KitRun run) throws IOException {
        try (RawConnection connection = run.connect()) {
            connection.send(KitRun.head("GET", "/") + "\r\n").read();
            return false;
        } catch (TruncatedResponseError | IOException cut) {
            return true;
        }
    }

    @Test
    default void laterGuardRejects_completesOnceAndBeforeTheAnswer() throws Exception {
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> RejectionLaws.REFUSAL), x -> {})) {
            run.get("/");
            assertThat(run.witness().endings()).containsExactly(Ending.of(Ending.How.REJECTED, 429));
        }
    }

    @Test
    default void laterGuardAnswers_completesOnceAndBeforeTheAnswer() throws Exception {
        Decision answer = Decision.respond(204, HeaderEdits.none());
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> answer), x -> {})) {
            run.get("/");
            assertThat(run.witness().endings()).containsExactly(Ending.of(Ending.How.ANSWERED, 204));
        }
    }

    @Test
    default void clientGoesAwayWhileTheAnswerIsWritten_completesOnceAsAborted() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        KitApplication application = x -> {
            x.write(new byte[1000]);
            x.flush();
            await(gone);
            for (int i = 0; i < 10_000; i++) {
                x.write(new byte[10_000]);
                x.flush();
            }
        };
        try (KitRun run = KitRun.start(this, application)) {
            try (RawConnection connection = run.connect()) {
                connection.send(KitRun.head("GET", "/") + "\r\n");
                connection.awaitFirstByte();
                connection.abort();
            }
            gone.countDown();
            assertThat(run.witness().awaitEnding().how()).isEqualTo(Ending.How.ABORTED);
            run.stop();
            assertThat(run.witness().endings()).hasSize(1);
            assertThat(run.events()).doesNotContain(ChainEvent.HANDLER_FAILED);
        }
    }

    @Test
    default void clientGoesAwayBeforeTheAnswer_completesOnce() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        KitApplication application = x -> {
            entered.countDown();
            await(gone);
            x.send(bytes("kit"));
        };
        try (KitRun run = KitRun.start(this, application)) {
            try (RawConnection connection = run.connect()) {
                connection.send(KitRun.head("GET", "/") + "\r\n");
                await(entered);
                connection.abort();
            }
            gone.countDown();
            assertThat(run.witness().awaitEnding().how()).isIn(Ending.How.ABORTED, Ending.How.RETURNED);
            run.stop();
            assertThat(run.witness().endings()).hasSize(1);
        }
    }

    @Test
    default void clientGoesAwayInTheMiddleOfItsBody_completesOnce() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        KitApplication application = x -> {
            entered.countDown();
            x.requestBody().readAllBytes();
            x.send(bytes("kit"));
        };
        try (KitRun run = KitRun.start(this, application)) {
            try (RawConnection connection = run.connect()) {
                connection.send(KitRun.head("POST", "/") + "Content-Length: 1000\r\n\r\npart");
                await(entered);
                connection.abort();
            }
            assertThat(run.witness().awaitEnding().how()).isNotEqualTo(Ending.How.RETURNED);
            run.stop();
            assertThat(run.witness().endings()).hasSize(1);
        }
    }

    @Test
    default void aCompletionThrows_theOthersFireAndTheAnswerStands() throws Exception {
        Decision broken = Decision.Proceed.of(HeaderEdits.none()).with(ending -> {
            throw new IllegalStateException("kit");
        });
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> broken), x -> x.send(bytes("kit")))) {
            assertThat(run.get("/").text()).isEqualTo("kit");
            assertThat(run.witness().awaitEnding().how()).isEqualTo(Ending.How.RETURNED);
            run.assertEvent(ChainEvent.COMPLETION_FAILED);
        }
    }

    @Test
    default void asyncHandlerCompletes_completesOnce() throws Exception {
        require(this, Capability.ASYNC_APPLICATION);
        Ending ending = endingOf(x -> {
            KitAsync async = x.startAsync(Duration.ofSeconds(10));
            KitRun.elsewhere(() -> {
                x.send(bytes("kit"));
                async.complete();
            });
        });
        assertThat(ending.how()).isEqualTo(Ending.How.RETURNED);
        assertThat(ending.status()).isEqualTo(200);
    }

    @Test
    default void asyncHandlerTimesOut_completesOnce() throws Exception {
        require(this, Capability.ASYNC_APPLICATION);
        Ending ending = endingOf(x -> x.startAsync(Duration.ofMillis(100)));
        assertThat(ending.how()).isEqualTo(Ending.How.TIMED_OUT);
    }

    private Ending endingOf(KitApplication application) throws Exception {
        try (KitRun run = KitRun.start(this, application)) {
            run.get("/");
            Ending ending = run.witness().awaitEnding();
            run.stop();
            assertThat(run.witness().endings()).hasSize(1);
            return ending;
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
