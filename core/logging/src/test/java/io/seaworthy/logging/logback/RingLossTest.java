package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.seaworthy.logging.Captured;
import io.seaworthy.logging.internal.Ring;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that end in the midst of a log call, and lines that come while the log is stopped. */
class RingLossTest {

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private RingAppender appender = new RingAppender();
    private Logger logger = context.getLogger("l");

    private void start(Overflow overflow) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutput(written);
        appender.setOverflow(overflow);
        appender.setRingBytes(1 << 16);
        appender.start();
        logger.detachAndStopAllAppenders();
        logger.addAppender(appender);
    }

    @AfterEach
    void stop() {
        appender.stop();
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private void awaitText(String wanted) throws InterruptedException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!text().contains(wanted) && System.nanoTime() - deadline < 0) {
            Thread.sleep(10);
        }
        assertThat(text()).contains(wanted);
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void claimThatIsNeverPublished_stopsTheLogForAMomentOnly(Overflow overflow) throws Exception {
        start(overflow);
        logger.info("before");
        for (int turn = 0; turn < 2; turn++) {
            Field ring = RingAppender.class.getDeclaredField("ring");
            ring.setAccessible(true);
            ((Ring) ring.get(appender)).claim(5);
            logger.info("behind {}", turn);
            awaitText("behind " + turn);
        }
        for (int i = 0; i < 2_000; i++) {
            logger.info("after {}", i);
        }
        appender.stop();
        long lines = text().lines().filter(line -> line.contains("after ")).count();
        assertThat(lines + appender.dropped()).isEqualTo(2_000);
        assertThat(overflow == Overflow.DROP || lines == 2_000).isTrue();
    }

    private int deepest;

    @SuppressWarnings("InfiniteRecursion") // until the end of the stack
    private void dive(int depth) {
        deepest = Math.max(deepest, depth);
        try {
            dive(depth + 1);
        } catch (StackOverflowError expected) {
            // Up again, one frame after the other.
        }
        if (deepest - depth < 400) {
            try {
                logger.info("unwound {} of {}", depth, "node");
            } catch (StackOverflowError expected) {
                // Logback itself was at the end.
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void endOfTheStackInALogCall_doesNotEndTheLog(Overflow overflow) throws Exception {
        start(overflow);
        logger.info("warm");
        for (int i = 0; i < 40; i++) {
            deepest = 0;
            Thread thread = new Thread(null, () -> dive(0), "deep", (192 + i * 13 % 97) * 1024L);
            thread.start();
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
        Thread.sleep(1_500);
        logger.info("alive");
        awaitText("alive");
        appender.stop();
        assertThat(text().lines()).allSatisfy(line -> Captured.parse(line + "\n"));
    }

    @Test
    void linesDuringTheStop_areWrittenOrCounted() throws Exception {
        for (int turn = 0; turn < 60; turn++) {
            written.reset();
            appender = new RingAppender();
            start(Overflow.DROP);
            AtomicInteger begun = new AtomicInteger();
            Thread[] threads = new Thread[3];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> appendWhileStarted(begun));
                threads[i].start();
            }
            Thread.sleep(10);
            appender.stop();
            for (Thread thread : threads) {
                thread.join();
            }
            long lines = text().lines()
                    .filter(line -> !line.contains("event.dropped"))
                    .count();
            assertThat(lines + appender.dropped()).as("turn %d", turn).isEqualTo(begun.get());
        }
    }

    private void appendWhileStarted(AtomicInteger begun) {
        while (appender.isStarted()) {
            logger.info("n {}", new Object() {
                @Override
                public String toString() {
                    begun.incrementAndGet();
                    return "v";
                }
            });
        }
    }

    @Test
    void lineThatStopsTheLogItself_isCounted() {
        start(Overflow.DROP);
        logger.info("first");
        logger.info("second {}", new Object() {
            @Override
            public String toString() {
                appender.stop();
                return "v";
            }
        });
        assertThat(text()).contains("first").doesNotContain("second");
        assertThat(appender.dropped()).isEqualTo(1);
    }
}
