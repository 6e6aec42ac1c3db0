package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Law 7: however often a server hands one request to the application, the chain runs once. */
interface DispatchLaws extends AdapterUnderTest {

    @Test
    default void forward_runsTheChainOnce() throws Exception {
        require(this, Capability.FORWARD);
        assertOnce(
                x -> {
                    if (x.path().equals("/target")) {
                        x.send(bytes("forwarded"));
                    } else {
                        x.forward("/target");
                    }
                },
                200,
                "forwarded");
    }

    @Test
    default void include_runsTheChainOnce() throws Exception {
        require(this, Capability.INCLUDE);
        assertOnce(
                x -> {
                    if (x.path().equals("/part")) {
                        x.write(bytes("included"));
                    } else {
                        x.write(bytes("<"));
                        x.include("/part");
                        x.write(bytes(">"));
                    }
                },
                200,
                "<included>");
    }

    @Test
    default void errorDispatchAfterSendError_runsTheChainOnce() throws Exception {
        require(this, Capability.SEND_ERROR, Capability.ERROR_DISPATCH);
        assertOnce(
                x -> {
                    if (x.path().equals(KitExchange.ERROR_PATH)) {
                        x.write(bytes("error page"));
                    } else {
                        x.sendError(404);
                    }
                },
                404,
                "error page");
    }

    @Test
    default void asyncDispatch_runsTheChainOnce() throws Exception {
        require(this, Capability.ASYNC_APPLICATION, Capability.ASYNC_DISPATCH);
        assertOnce(
                x -> {
                    if (x.path().equals("/dispatched")) {
                        x.send(bytes("dispatched"));
                    } else {
                        KitAsync async = x.startAsync(Duration.ofSeconds(10));
                        KitRun.elsewhere(() -> async.dispatch("/dispatched"));
                    }
                },
                200,
                "dispatched");
    }

    @Test
    default void asyncAnswer_runsTheChainOnce() throws Exception {
        require(this, Capability.ASYNC_APPLICATION);
        assertOnce(
                x -> {
                    KitAsync async = x.startAsync(Duration.ofSeconds(10));
                    KitRun.elsewhere(() -> {
                        x.write(bytes("as"));
                        x.flush();
                        x.write(bytes("ync"));
                        async.complete();
                    });
                },
                200,
                "async");
    }

    private void assertOnce(KitApplication application, int status, String body) throws Exception {
        try (KitRun run = KitRun.start(this, application)) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text()).isEqualTo(body);
            run.witness().assertMarked(response);
            assertThat(run.witness().awaitEnding().how()).isEqualTo(Ending.How.RETURNED);
            run.stop();
            assertThat(run.witness().endings()).hasSize(1);
        }
    }
}
