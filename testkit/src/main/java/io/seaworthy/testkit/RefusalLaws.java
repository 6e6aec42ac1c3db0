package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bad input: what the server or the adapter refuses, pinned kind by kind; never a 5xx but 501 and 505. */
interface RefusalLaws extends AdapterUnderTest {

    @TestFactory
    default Stream<DynamicTest> malformedRequest_isRefusedAsPinned() {
        return Stream.of(BadRequest.values()).map(kind -> dynamicTest(kind.name(), () -> assertRefused(kind)));
    }

    private void assertRefused(BadRequest kind) throws Exception {
        AtomicInteger handled = new AtomicInteger();
        KitApplication application = x -> {
            x.requestBody().readAllBytes();
            handled.incrementAndGet();
            x.send(bytes("handled"));
        };
        try (KitRun run = KitRun.start(this, application);
                RawConnection connection = run.connect()) {
            RawResponse response = ask(connection, kind);
            Refusal refusal = refusal(kind);
            if (refusal instanceof Refusal.ByClosing) {
                assertThat(response).as("no answer").isNull();
            } else {
                assertAnswered(refusal, Objects.requireNonNull(response, "no answer"), run.witness());
            }
            assertThat(handled).hasValue(refusal instanceof Refusal.Tolerated ? 1 : 0);
            if (!(refusal instanceof Refusal.Tolerated)) {
                assertThat(connection.isClosedByServer())
                        .as("closed after a refusal")
                        .isTrue();
            }
        }
    }

    private static void assertAnswered(Refusal refusal, RawResponse response, Witness witness) {
        if (refusal instanceof Refusal.ByServer byServer) {
            assertThat(response.status()).isIn(byServer.statuses());
            assertThat(witness.runs()).as("runs of the chain").isZero();
        } else if (refusal instanceof Refusal.ByServerBehindTheGuards byServer) {
            assertThat(response.status()).isIn(byServer.statuses());
            assertThat(response.all(Witness.ENFORCED)).containsExactly("guard");
        } else if (refusal instanceof Refusal.ByAdapter) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("Content-Type")).startsWith("application/problem+json");
            assertThat(response.text()).contains("\"malformed_request\"");
            assertThat(response.all(Witness.ENFORCED)).containsExactly("guard");
        } else {
            assertThat(response.status()).isEqualTo(200);
            witness.assertMarked(response);
        }
    }

    private static @Nullable RawResponse ask(RawConnection connection, BadRequest kind) throws IOException {
        connection.sendAsMuchAsAccepted(kind.bytes());
        if (kind == BadRequest.WRAPPING_CHUNK_SIZE) {
            // To a parser that does not wrap around, four gigabytes are still to come.
            connection.shutdownOutput();
        }
        return connection.readOrNull("GET");
    }
}
