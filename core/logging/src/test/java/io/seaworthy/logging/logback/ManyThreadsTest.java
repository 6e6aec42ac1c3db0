package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyThreadsTest {

    private static final int THREADS = Boolean.getBoolean("seaworthy.long") ? 100_000 : 10_000;

    /** What a buffer keeps at most; more is left to the garbage collector. */
    private static final long KEPT = 128 << 10;

    /** Virtual threads where the JDK has them, else platform threads, a few at a time. */
    private static ThreadFactory threads() {
        try {
            Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(virtual);
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    @Test
    void manyThreadsLogging_shareAFewBuffers() throws Exception {
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.start();
        RingAppender appender = new RingAppender();
        appender.setEncoder(encoder);
        appender.setOverflow(Overflow.WAIT);
        appender.setOutput(OutputStream.nullOutputStream());
        appender.start();
        LoggerContext context = new LoggerContext();
        ThreadFactory virtual = threads();
        int count = virtual == null ? 500 : THREADS;
        ThreadFactory factory = virtual == null ? Thread::new : virtual;
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            factory.newThread(() -> {
                        try {
                            start.await();
                            for (int line = 0; line < 4; line++) {
                                LoggingEvent event = new LoggingEvent(
                                        "fqcn",
                                        context.getLogger("l"),
                                        Level.INFO,
                                        "thread {} line {}",
                                        null,
                                        new Object[] {number, line});
                                event.setMDCPropertyMap(Map.of());
                                appender.doAppend(event);
                            }
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } finally {
                            over.countDown();
                        }
                    })
                    .start();
        }
        start.countDown();
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        appender.stop();
        long made = encoder.buffers().made();
        System.err.println("ManyThreadsTest " + count + " threads, " + made + " buffers made");
        assertThat(appender.dropped()).isZero();
        assertThat(made * KEPT).as("all buffers that were ever made").isLessThanOrEqualTo(16L << 20);
    }
}
