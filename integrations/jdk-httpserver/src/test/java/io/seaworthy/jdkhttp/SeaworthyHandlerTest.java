package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import io.seaworthy.testkit.TruncatedResponseError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeaworthyHandlerTest {

    private static final byte[] OK = "ok".getBytes(StandardCharsets.UTF_8);
    private static final HttpHandler SENDS_OK = exchange -> {
        exchange.sendResponseHeaders(200, OK.length);
        exchange.getResponseBody().write(OK);
        exchange.close();
    };

    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final List<EventReason> events = new CopyOnWriteArrayList<>();

    /** A chain that marks responses and takes down how requests end. */
    private final GuardChain chain = GuardChain.builder()
            .events((reason, head, cause) -> events.add(reason))
            .then(head -> Decision.Proceed.of(
                            HeaderEdits.builder().enforce("X-Guard", "1").build())
                    .with(endings::add))
            .build();

    private Ending ending() throws InterruptedException {
        Ending ending = endings.poll(10, TimeUnit.SECONDS);
        assertThat(ending).as("a completion").isNotNull();
        return ending;
    }

    @Test
    void asynchronousChainWithoutExecutor_isAFaultAtBuild() {
        GuardChain later = GuardChain.builder()
                .thenAsync(head -> CompletableFuture.completedFuture(Decision.proceed()))
                .build();

        assertThatThrownBy(() -> SeaworthyHandler.of(later, SENDS_OK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("executor");
        assertThat(SeaworthyHandler.async(later, SENDS_OK, Runnable::run)).isNotNull();
    }

    @Test
    void allFaults_areReportedTogether() {
        SeaworthyHandler.Builder builder = SeaworthyHandler.builder(chain, SENDS_OK)
                .executor(Runnable::run)
                .executor(Runnable::run)
                .deadline(Duration.ZERO)
                .deadline(Duration.ofHours(2));

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        fault -> assertThat(fault.violations())
                                .extracting(Violation::path)
                                .containsExactly("executor", "deadline", "deadline", "deadline"));
    }

    @Test
    void evidence_isTheChainsAndItsOwn() {
        assertThat(SeaworthyHandler.of(chain, SENDS_OK).evidence())
                .extracting(Evidence::id)
                .contains("API-ERROR");
        assertThat(SeaworthyHandler.of(chain, SENDS_OK)).hasToString("SeaworthyHandler[" + chain + "]");
    }

    @Test
    void deadlinePasses_theClientGets503AndThePermitComesBack() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CompletableFuture<Throwable> late = new CompletableFuture<>();
        HttpHandler slow = exchange -> {
            try {
                answered.await();
                SENDS_OK.handle(exchange);
                late.complete(null);
            } catch (IOException | InterruptedException failure) {
                late.complete(failure);
            }
        };
        SeaworthyHandler handler = SeaworthyHandler.builder(chain, slow)
                .deadline(Duration.ofMillis(100))
                .build();
        try (TestServer server = TestServer.start(handler);
                RawConnection connection = server.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawResponse response = connection.read();

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.text()).contains("\"unavailable\"");
            assertThat(response.all("X-Guard")).containsExactly("1");
            assertThat(connection.isClosedByServer()).isTrue();
            assertThat(ending()).isEqualTo(Ending.of(Ending.How.TIMED_OUT, 503));
            answered.countDown();
            assertThat(late.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            assertThat(endings).isEmpty();
        }
    }

    @Test
    void deadlinePassesWithinTheAnswer_theConnectionIsCut() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        HttpHandler slow = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(OK);
            exchange.getResponseBody().flush();
            await(cut);
        };
        SeaworthyHandler handler = SeaworthyHandler.builder(chain, slow)
                .deadline(Duration.ofMillis(100))
                .build();
        try (TestServer server = TestServer.start(handler)) {
            assertThatThrownBy(() -> server.get("/")).isInstanceOfAny(TruncatedResponseError.class, IOException.class);
            assertThat(ending()).isEqualTo(Ending.of(Ending.How.TIMED_OUT, 200));
            cut.countDown();
        }
    }

    @Test
    void answerWithinTheDeadline_isUntouched() throws Exception {
        SeaworthyHandler handler = SeaworthyHandler.builder(chain, SENDS_OK)
                .deadline(Duration.ofSeconds(30))
                .build();
        try (TestServer server = TestServer.start(handler)) {
            assertThat(server.get("/").text()).isEqualTo("ok");
            assertThat(ending().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    void fewerBytesThanDeclared_areAFailureThatTheClientSees() throws Exception {
        HttpHandler short_ = exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(OK);
            exchange.close();
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(chain, short_))) {
            assertThatThrownBy(() -> server.get("/")).isInstanceOfAny(TruncatedResponseError.class, IOException.class);
            assertThat(ending().how()).isEqualTo(Ending.How.FAILED);
            assertThat(events).contains(ChainEvent.HANDLER_FAILED);
        }
    }

    @Test
    void secondResponse_failsInTheApplication() throws Exception {
        HttpHandler twice = exchange -> {
            SENDS_OK.handle(exchange);
            assertThatThrownBy(() -> exchange.sendResponseHeaders(500, -1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("headers already sent");
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(chain, twice))) {
            assertThat(server.get("/").text()).isEqualTo("ok");
            assertThat(ending().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    void headerThatCannotBeSent_isAFailureAndNotSent() throws Exception {
        HttpHandler splitter = exchange -> {
            exchange.getResponseHeaders().add("X-A", "a\u0000b");
            SENDS_OK.handle(exchange);
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(chain, splitter))) {
            RawResponse response = server.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.all("X-A")).isEmpty();
            assertThat(response.all("X-Guard")).containsExactly("1");
        }
    }

    @Test
    void interimStatusAsAnAnswer_isAFailure() throws Exception {
        HttpHandler interim = exchange -> exchange.sendResponseHeaders(103, -1);
        try (TestServer server = TestServer.start(SeaworthyHandler.of(chain, interim))) {
            assertThat(server.get("/").status()).isEqualTo(500);
        }
    }

    @Test
    void connectionCloseByTheApplication_closesIt() throws Exception {
        HttpHandler closing = exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            SENDS_OK.handle(exchange);
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(chain, closing));
                RawConnection connection = server.connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(connection.read("POST").text()).isEqualTo("ok");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void receiverOfEventsThrows_theAnswerAndThePermitComeAllTheSame() throws Exception {
        GuardChain broken = GuardChain.builder()
                .events((reason, head, cause) -> {
                    throw new IllegalStateException("events");
                })
                .then(head -> Decision.Proceed.of(HeaderEdits.none()).with(endings::add))
                .then(head -> {
                    throw new IllegalStateException("guard");
                })
                .build();
        try (TestServer server = TestServer.start(SeaworthyHandler.of(broken, SENDS_OK));
                RawConnection connection = server.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(500);
            assertThat(ending()).isEqualTo(Ending.of(Ending.How.REJECTED, 500));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
