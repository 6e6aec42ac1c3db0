package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An application that fails before its answer is committed: one problem, complete, and nothing of what it had begun. */
interface FailureLaws extends AdapterUnderTest {

    @Test
    default void runtimeException_isAProblem() throws Exception {
        assertProblem(x -> {
            throw new IllegalArgumentException("secret detail");
        });
    }

    @Test
    default void checkedException_isAProblem() throws Exception {
        assertProblem(x -> {
            throw new Exception("secret detail");
        });
    }

    @Test
    default void ioExceptionOfTheApplication_isAProblemAndNoAbort() throws Exception {
        assertProblem(x -> {
            throw new IOException("secret detail: disk full");
        });
    }

    @Test
    default void headersOfTheFailedAnswer_areGone() throws Exception {
        assertProblem(x -> {
            x.status(201);
            x.setHeader("Content-Type", "text/html");
            x.setHeader("Content-Length", "3");
            x.setHeader("Cache-Control", "public, max-age=600");
            x.addHeader("Set-Cookie", "secret detail");
            x.setHeader(Witness.ENFORCED, "application");
            throw new IllegalStateException("secret detail");
        });
    }

    @Test
    default void theNextRequestOnTheConnection_isServed() throws Exception {
        KitApplication application = x -> {
            if (x.path().equals("/fails")) {
                throw new IllegalStateException("secret detail");
            }
            x.send(bytes("kit"));
        };
        try (KitRun run = KitRun.start(this, application);
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("GET", "/fails") + "\r\n");
            RawResponse failed = connection.read();
            assertThat(failed.status()).isEqualTo(500);
            if (!failed.closes()) {
                connection.send(KitRun.head("GET", "/works") + "\r\n");
                assertThat(connection.read().text()).isEqualTo("kit");
            }
        }
    }

    private void assertProblem(KitApplication application) throws Exception {
        try (KitRun run = KitRun.start(this, application)) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.header("Content-Type")).startsWith("application/problem+json");
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
            assertThat(response.text()).contains("\"internal_error\"");
            assertThat(response.toString()).doesNotContain("secret detail", "Exception");
            run.witness().assertMarked(response);
            run.assertEvent(ChainEvent.HANDLER_FAILED);
        }
    }
}
