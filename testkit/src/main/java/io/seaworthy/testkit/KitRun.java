package io.seaworthy.testkit;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;

/** One started server with a witness in front of its application. */
final class KitRun implements AutoCloseable {

    private final KitServer server;
    private final ExecutorService executor;
    private final Witness witness;
    private final List<EventReason> events;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private KitRun(KitServer server, ExecutorService executor, Witness witness, List<EventReason> events) {
        this.server = server;
        this.executor = executor;
        this.witness = witness;
        this.events = events;
    }

    /** A server with the witness as its only guard. */
    static KitRun start(AdapterUnderTest adapter, KitApplication application) throws Exception {
        return start(adapter, chain -> {}, application);
    }

    /** A server with further guards after the witness. */
    static KitRun start(AdapterUnderTest adapter, Consumer<GuardChain.Builder> more, KitApplication application)
            throws Exception {
        return start(adapter, more, application, Executors.newFixedThreadPool(16));
    }

    static KitRun start(
            AdapterUnderTest adapter,
            Consumer<GuardChain.Builder> more,
            KitApplication application,
            ExecutorService executor)
            throws Exception {
        Witness witness = new Witness();
        List<EventReason> events = new CopyOnWriteArrayList<>();
        GuardChain.Builder chain = GuardChain.builder()
                .events((reason, head, cause) -> events.add(reason))
                .then(witness);
        more.accept(chain);
        try {
            KitServer server = adapter.start(new KitSetup(chain.build(), application, executor));
            return new KitRun(server, executor, witness, events);
        } catch (Throwable failure) {
            executor.shutdownNow();
            throw failure;
        }
    }

    /** Skips the test, with a printed reason, where the adapter lacks a capability. */
    static void require(AdapterUnderTest adapter, Capability... capabilities) {
        for (Capability capability : capabilities) {
            if (!adapter.capabilities().contains(capability)) {
                skip(adapter.getClass().getSimpleName() + " has no " + capability);
            }
        }
    }

    /** Ends the test as skipped; the reason is printed, because build tools show only how many were skipped. */
    static void skip(String reason) {
        System.out.println("skipped: " + reason);
        Assumptions.abort(reason);
    }

    /** What a broken guard returns; here because null is not to be written where it is not allowed. */
    @NullUnmarked
    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T> T nothing(RequestHead head) {
        return null;
    }

    /** Work of the application on a thread of its own. */
    static void elsewhere(Callable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.call();
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                "kit-elsewhere");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits, 10 s at most, for something that another thread is about to do. */
    static void eventually(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                throw new AssertionError("after 10 s still not so: " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Work that may throw. */
    @FunctionalInterface
    interface Callable {

        void call() throws Exception;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Witness witness() {
        return witness;
    }

    RawConnection connect() throws IOException {
        return RawConnection.open(server.port());
    }

    RawResponse get(String target, String... headerLines) throws IOException {
        return request("GET", target, headerLines);
    }

    /** One request on a connection of its own, which the server is told to close. */
    RawResponse request(String method, String target, String... headerLines) throws IOException {
        try (RawConnection connection = connect()) {
            return connection
                    .send(head(method, target, headerLines) + "Connection: close\r\n\r\n")
                    .read(method);
        }
    }

    /** A request line, a Host and these header lines, without the empty line at the end. */
    static String head(String method, String target, String... headerLines) {
        StringBuilder text = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : headerLines) {
            text.append(line).append("\r\n");
        }
        return text.toString();
    }

    List<EventReason> events() {
        return events;
    }

    void assertEvent(ChainEvent event) {
        Assertions.assertThat(events).as("events").contains(event);
    }

    /** Stops the server before the test's last assertions: nothing can happen behind them. */
    void stop() {
        if (stopped.compareAndSet(false, true)) {
            server.close();
            executor.shutdownNow();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
