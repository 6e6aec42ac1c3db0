package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.seaworthy.logging.Captured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;

class RingAppenderTest {

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch open = new CountDownLatch(1);
    private RingAppender appender = new RingAppender();

    private RingAppender started(OutputStream output, Overflow overflow, int bytes) {
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutput(output);
        appender.setOverflow(overflow);
        appender.setRingBytes(bytes);
        appender.start();
        return appender;
    }

    /** An output that stands still until it is opened. */
    private OutputStream blocked() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                written.write(bytes, from, length);
            }
        };
    }

    @AfterEach
    void stop() {
        open.countDown();
        appender.stop();
    }

    private LoggingEvent event(String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent("fqcn", context.getLogger("l"), Level.INFO, message, null, arguments);
        event.setThreadName("main");
        event.setTimeStamp(0);
        event.setMDCPropertyMap(new HashMap<>());
        return event;
    }

    private List<Map<String, Object>> lines() {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Captured.parse(line + "\n"))
                .toList();
    }

    @Test
    void linesOfManyThreads_areAllWrittenWholeAndInTheOrderOfEach() {
        started(written, Overflow.WAIT, 1 << 16);
        IntStream.range(0, 8).parallel().forEach(thread -> {
            for (int i = 0; i < 2_000; i++) {
                appender.doAppend(event("{} {} {}", thread, i, "x".repeat(i % 700)));
            }
        });
        appender.stop();
        int[] next = new int[8];
        assertThat(lines()).hasSize(16_000).allSatisfy(line -> {
            String[] parts = ((String) line.get("message")).split(" ", -1);
            int thread = Integer.parseInt(parts[0]);
            assertThat(Integer.parseInt(parts[1])).isEqualTo(next[thread]++);
            assertThat(parts[2]).hasSize(Integer.parseInt(parts[1]) % 700);
        });
        assertThat(appender.dropped()).isZero();
    }

    @Test
    void fullRing_dropsCountsAndTells() {
        started(blocked(), Overflow.DROP, 1 << 16);
        for (int i = 0; i < 5_000; i++) {
            appender.doAppend(event("line {}", i));
        }
        long dropped = appender.dropped();
        assertThat(dropped).isBetween(3_000L, 4_999L);
        open.countDown();
        appender.stop();
        List<Map<String, Object>> lines = lines();
        long told = lines.stream()
                .filter(line -> line.containsKey("event.dropped"))
                .mapToLong(line -> (Long) line.get("event.dropped"))
                .sum();
        long kept = lines.stream()
                .filter(line -> !line.containsKey("event.dropped"))
                .count();
        assertThat(told).isEqualTo(dropped);
        assertThat(kept + dropped).isEqualTo(5_000);
    }

    @Test
    void fullRingThatWaits_losesNothing() throws Exception {
        started(blocked(), Overflow.WAIT, 1 << 16);
        Thread caller = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                appender.doAppend(event("line {}", i));
            }
        });
        caller.start();
        caller.join(200);
        assertThat(caller.isAlive()).as("waits").isTrue();
        open.countDown();
        caller.join();
        appender.stop();
        assertThat(lines()).hasSize(2_000);
        assertThat(appender.dropped()).isZero();
    }

    @Test
    void stoppedAppender_writesNothingAndDoesNotThrow() {
        started(written, Overflow.DROP, 1 << 16).stop();
        appender.doAppend(event("late"));
        assertThat(written.size()).isZero();
        appender.stop();
    }

    /** Bytes per thread are exact, so this needs no stopwatch. */
    @Test
    void event_allocatesNothing() throws Exception {
        started(OutputStream.nullOutputStream(), Overflow.WAIT, 1 << 20);
        LoggingEvent event = event("Order {} of {} took {} ms", "o-1", 42, 17L);
        event.getMDCPropertyMap().put("http.request.id", "01993c1e-0000-7000-8000-000000000000");
        event.getMDCPropertyMap().put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
        event.getMDCPropertyMap().put("span.id", "00f067aa0ba902b7");
        event.addKeyValuePair(new KeyValuePair("port", 8080));
        event.addKeyValuePair(new KeyValuePair("tenant", "t1"));
        for (int i = 0; i < 60_000; i++) {
            appender.doAppend(event);
        }
        long before = allocated();
        for (int i = 0; i < 20_000; i++) {
            appender.doAppend(event);
        }
        long bytes = allocated() - before;
        assertThat(bytes / 20_000.0).as("bytes for each event").isLessThan(1);
    }

    /** An output that fails for as long as it is told to. */
    private OutputStream failing(Throwable failure, AtomicBoolean fails) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                written.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (fails.get() && failure instanceof IOException io) {
                    throw io;
                } else if (fails.get() && failure instanceof RuntimeException broken) {
                    throw broken;
                } else if (fails.get()) {
                    throw (Error) failure;
                }
                written.write(bytes, from, length);
            }
        };
    }

    static List<Throwable> failures() {
        return List.of(new IOException("full"), new IllegalStateException("closed"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void outputThatFails_isCountedAndTheLogGoesOn(Throwable failure) throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        started(failing(failure, fails), Overflow.WAIT, 1 << 16);
        for (int i = 0; i < 100; i++) {
            appender.doAppend(event("lost {}", i));
        }
        while (appender.dropped() < 100) {
            Thread.onSpinWait();
        }
        fails.set(false);
        appender.doAppend(event("back"));
        appender.stop();
        assertThat(appender.dropped()).isEqualTo(100);
        List<Map<String, Object>> lines = written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> Captured.parse(line + "\n"))
                .toList();
        assertThat(lines).extracting(line -> line.get("event.dropped")).containsOnlyOnce(100L);
        assertThat(lines).extracting(line -> line.get("message")).containsOnlyOnce("back");
    }

    /** Which the batch could not hold, so that nothing behind it was ever written. */
    @Test
    void lineThatIsLongerThanTheBatch_isDroppedAndBlocksNothing() {
        TextEncoder text = new TextEncoder();
        text.setMaxLineBytes(1 << 20);
        text.start();
        started(written, Overflow.WAIT, 1 << 22);
        appender.stop();
        appender.setEncoder(text);
        appender.start();
        LoggingEvent huge = event("huge");
        for (int i = 0; i < 120; i++) {
            huge.addKeyValuePair(new KeyValuePair("k" + i, "\u202e".repeat(2048)));
        }
        appender.doAppend(huge);
        appender.doAppend(event("after"));
        appender.stop();
        assertThat(written.toString(StandardCharsets.UTF_8)).contains(" - after");
        assertThat(written.size()).isLessThanOrEqualTo((1 << 20) + 100);
    }

    @Test
    void stopByAnInterruptedThread_writesEverythingAndKeepsTheInterrupt() {
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) {
                written.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                LockSupport.parkNanos(20_000_000);
                written.write(bytes, from, length);
            }
        };
        started(slow, Overflow.WAIT, 1 << 20);
        for (int i = 0; i < 1_000; i++) {
            appender.doAppend(event("line {}", i));
        }
        Thread.currentThread().interrupt();
        appender.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines()).hasSize(1_000);
    }

    @Test
    void interruptedThreadThatWaits_losesNothing() throws Exception {
        started(blocked(), Overflow.WAIT, 1 << 16);
        AtomicBoolean kept = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                appender.doAppend(event("line {}", i));
            }
            kept.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        caller.join(100);
        caller.interrupt();
        caller.join(100);
        assertThat(caller.isAlive()).isTrue();
        open.countDown();
        caller.join();
        appender.stop();
        assertThat(lines()).hasSize(2_000);
        assertThat(kept).isTrue();
    }

    /** Twenty lines at the end of the JVM must not take a hundred seconds. */
    @ParameterizedTest
    @EnumSource(Overflow.class)
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void linesAtTheEndOfTheJvm_waitForABlockedOutputOnceTogether(Overflow overflow) throws Exception {
        started(blocked(), overflow, 1 << 16);
        appendInTheBackground(2_000); // more than there is room for
        Thread.sleep(300);
        long begin = System.nanoTime();
        appender.exit();
        for (int i = 0; i < 20; i++) {
            appender.doAppend(event("line {}", i));
        }
        assertThat(System.nanoTime() - begin).isBetween(4_000_000_000L, 9_000_000_000L);
    }

    private void appendInTheBackground(int lines) {
        Thread thread = new Thread(() -> {
            for (int i = 0; i < lines; i++) {
                appender.doAppend(event("before {}", i));
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void encoderThatWasNotStarted_isRefused() {
        appender.setContext(context);
        appender.setEncoder(new EcsJsonEncoder());
        appender.start();
        assertThat(appender.isStarted()).isFalse();
    }

    private static long allocated() throws Exception {
        return (Long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getThreadAllocatedBytes", long.class)
                .invoke(
                        ManagementFactory.getThreadMXBean(),
                        Thread.currentThread().getId());
    }

    @Test
    void foreignEncoderAndOddSize_areRefused() {
        assertThatThrownBy(() -> appender.setEncoder(new ch.qos.logback.classic.encoder.PatternLayoutEncoder()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> appender.setRingBytes(1000)).isInstanceOf(IllegalArgumentException.class);
    }
}
