package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.seaworthy.kernel.ChainEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Law 2, first half: what a guard says about headers is on the response, whichever way it is committed. */
interface HeaderLaws extends AdapterUnderTest {

    @Test
    default void sentInOnePiece_carriesTheGuardsHeaders() throws Exception {
        assertMarked(x -> x.send(bytes("kit")), 200, "kit");
    }

    @Test
    default void sentWithoutBody_carriesTheGuardsHeaders() throws Exception {
        assertMarked(x -> x.send(new byte[0]), 200, "");
    }

    @Test
    default void errorStatusWithOwnBody_carriesTheGuardsHeaders() throws Exception {
        assertMarked(
                x -> {
                    x.status(418);
                    x.send(bytes("teapot"));
                },
                418,
                "teapot");
    }

    @Test
    default void writtenAndFlushed_carriesTheGuardsHeaders() throws Exception {
        assertMarked(
                x -> {
                    x.write(bytes("k"));
                    x.flush();
                    x.write(bytes("it"));
                    x.flush();
                },
                200,
                "kit");
    }

    @Test
    default void flushedBeforeTheFirstByte_carriesTheGuardsHeaders() throws Exception {
        assertMarked(
                x -> {
                    x.flush();
                    x.write(bytes("kit"));
                },
                200,
                "kit");
    }

    @Test
    default void streamedBeyondEveryBuffer_carriesTheGuardsHeaders() throws Exception {
        String part = "0123456789abcdef".repeat(1024);
        assertMarked(
                x -> {
                    for (int i = 0; i < 40; i++) {
                        x.write(bytes(part));
                    }
                },
                200,
                part.repeat(40));
    }

    @Test
    default void contentLengthSetAsAHeader_carriesTheGuardsHeaders() throws Exception {
        assertMarked(
                x -> {
                    x.setHeader("Content-Length", "3");
                    x.write(bytes("kit"));
                    x.flush();
                },
                200,
                "kit");
    }

    @Test
    default void noContent_carriesTheGuardsHeaders() throws Exception {
        assertMarked(
                x -> {
                    x.status(204);
                    x.send(new byte[0]);
                },
                204,
                "");
    }

    @Test
    default void notModified_carriesTheGuardsHeaders() throws Exception {
        assertMarked(
                x -> {
                    x.status(304);
                    x.setHeader("ETag", "\"kit\"");
                    x.send(new byte[0]);
                },
                304,
                "");
    }

    @Test
    default void head_carriesTheGuardsHeadersAndNoBody() throws Exception {
        try (KitRun run = KitRun.start(this, x -> x.send(bytes("kit")))) {
            RawResponse response = run.request("HEAD", "/");
            assertThat(response.status()).isEqualTo(200);
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void handlerThrows_carriesTheGuardsHeaders() throws Exception {
        assertFailureMarked(x -> {
            throw new IllegalStateException("secret detail");
        });
    }

    @Test
    default void handlerThrowsAnError_carriesTheGuardsHeaders() throws Exception {
        assertFailureMarked(x -> {
            throw new StackOverflowError("secret detail");
        });
    }

    @Test
    default void handlerReturnsWithoutAnAnswer_carriesTheGuardsHeaders() throws Exception {
        try (KitRun run = KitRun.start(this, x -> {})) {
            RawResponse response = run.get("/");
            boolean answered = capabilities().contains(Capability.IMPLICIT_ANSWER);
            assertThat(response.status()).isEqualTo(answered ? 200 : 500);
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void sendError_carriesTheGuardsHeaders() throws Exception {
        require(this, Capability.SEND_ERROR);
        try (KitRun run = KitRun.start(this, x -> x.sendError(404))) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(404);
            run.witness().assertMarkedBut(takenOffErrorPages(), response);
        }
    }

    @Test
    default void redirect_carriesTheGuardsHeaders() throws Exception {
        require(this, Capability.REDIRECT);
        try (KitRun run = KitRun.start(this, x -> x.redirect("/elsewhere"))) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.header("Location")).endsWith("/elsewhere");
            run.witness().assertMarked(response);
        }
    }

    @TestFactory
    default Stream<DynamicTest> everyCommitPathOfTheServer_carriesTheGuardsHeaders() {
        return commitPaths().stream()
                .map(path ->
                        dynamicTest(path.name(), () -> assertMarked(path.application(), path.status(), path.body())));
    }

    private void assertMarked(KitApplication application, int status, String body) throws Exception {
        try (KitRun run = KitRun.start(this, application)) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text()).isEqualTo(body);
            run.witness().assertMarked(response);
        }
    }

    private void assertFailureMarked(KitApplication application) throws Exception {
        try (KitRun run = KitRun.start(this, application)) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).doesNotContain("secret detail", "Exception", "Error", "at io.");
            run.witness().assertMarked(response);
            run.assertEvent(ChainEvent.HANDLER_FAILED);
        }
    }
}
