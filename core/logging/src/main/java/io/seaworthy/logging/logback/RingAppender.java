package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.LogbackException;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterAttachableImpl;
import ch.qos.logback.core.spi.FilterReply;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.logging.internal.Ring;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to the standard output from a thread of its own. A line is encoded by the thread that logs, copied into a
 * bounded ring, and written whole by the writer; this makes no garbage and takes no lock, and there is no
 * {@code ThreadLocal}.
 *
 * <p>When the ring is full, {@link Overflow} decides; dropped lines are counted ({@link #dropped()}) and a line with the
 * logger {@code io.seaworthy.logging} tells how many as soon as there is room. {@link #stop()} and the end of the JVM
 * write out what is in the ring; while the JVM ends, each line is written before the call returns. A process that is
 * killed loses what the writer has not got yet: at most the ring and one batch of 64 KiB. A line that is longer than the
 * ring is dropped.
 *
 * <p>Defaults: a ring of 1 MiB, {@link Overflow#DROP}, the standard output. Its constructor is public because Logback
 * makes appenders by reflection. Thread-safe.
 */
public final class RingAppender extends ContextAwareBase implements Appender<ILoggingEvent>, EvidenceSource {

    private static final int BATCH = 64 << 10;
    private static final long SHUTDOWN_NANOS = 5_000_000_000L;
    private static final long IDLE_NANOS = 20_000_000L;
    private static final long WAIT_NANOS = 50_000L;

    private final FilterAttachableImpl<ILoggingEvent> filters = new FilterAttachableImpl<>();
    private final AtomicLong dropped = new AtomicLong();
    private final SafeEncoder.Sink sink = this::put;
    private final byte[] batch = new byte[1 << 20];

    private String name = "ring";
    private @Nullable SafeEncoder encoder;
    private Overflow overflow = Overflow.DROP;
    private int ringBytes = 1 << 20;
    private OutputStream output = new FileOutputStream(FileDescriptor.out);
    private @Nullable Ring ring;
    private @Nullable Thread writer;
    private @Nullable Thread hook;
    private long told;
    private volatile boolean started;
    private volatile boolean stopping;
    private volatile boolean exiting;
    private volatile boolean idle;
    private volatile boolean writing;

    /** For Logback's configurator. */
    public RingAppender() {}

    /** One of this module's encoders. */
    public void setEncoder(ch.qos.logback.core.encoder.Encoder<ILoggingEvent> encoder) {
        if (!(encoder instanceof SafeEncoder safe)) {
            throw new IllegalArgumentException("RingAppender works with the encoders of this module, not with "
                    + encoder.getClass().getName());
        }
        this.encoder = safe;
    }

    /** What happens when the ring is full, {@link Overflow#DROP} by default. */
    public void setOverflow(Overflow overflow) {
        this.overflow = overflow;
    }

    /** The size of the ring, 1048576 by default. Permitted: a power of two from 65536 to 67108864. Prohibited: 1000. */
    public void setRingBytes(int bytes) {
        if (bytes < 1 << 16 || bytes > 1 << 26 || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("ringBytes is a power of two from 65536 to 67108864, not " + bytes);
        }
        ringBytes = bytes;
    }

    /** Another place than the standard output. The stream is not closed. */
    public void setOutput(OutputStream output) {
        this.output = output;
    }

    /** How many lines were dropped so far. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public synchronized void start() {
        if (started) {
            return;
        }
        if (encoder == null) {
            addError("RingAppender has no encoder");
            return;
        }
        ring = Ring.ofCapacity(ringBytes);
        stopping = false;
        Thread thread = new Thread(this::run, "seaworthy-log");
        thread.setDaemon(true);
        writer = thread;
        hook = new Thread(this::exit, "seaworthy-log-exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            exiting = true;
        }
        started = true;
        thread.start();
    }

    @Override
    public synchronized void stop() {
        Thread thread = writer;
        if (!started || thread == null) {
            return;
        }
        started = false;
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(SHUTDOWN_NANOS / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer = null;
        unhook();
    }

    private void unhook() {
        try {
            if (hook != null && !exiting) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException ending) {
            // The JVM ends: the hook has run or finds nothing to do.
        }
        hook = null;
    }

    /** The JVM ends: from now on each line is waited for, as nobody knows which is the last. */
    private void exit() {
        exiting = true;
        long deadline = System.nanoTime() + SHUTDOWN_NANOS;
        while (!isDrained() && System.nanoTime() - deadline < 0) {
            wake();
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    private boolean isDrained() {
        Ring queue = ring;
        return queue == null || (queue.isEmpty() && !writing);
    }

    @Override
    public void doAppend(ILoggingEvent event) throws LogbackException {
        SafeEncoder lines = encoder;
        if (started && lines != null && filters.getFilterChainDecision(event) != FilterReply.DENY) {
            awaitRoom();
            lines.encode(event, sink);
        }
    }

    /** Who waits does so before a buffer is taken: a hundred thousand waiting threads would hold as many. */
    private void awaitRoom() {
        Ring queue = ring;
        while (overflow == Overflow.WAIT && queue != null && queue.isCrowded() && mayWait()) {
            wake();
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    private boolean mayWait() {
        Thread thread = writer;
        return thread != null && thread.isAlive() && Thread.currentThread() != thread;
    }

    private void put(ILoggingEvent event, JsonBuffer line) {
        Ring queue = ring;
        if (queue == null || !queue.fits(line.size())) {
            dropped.incrementAndGet();
            return;
        }
        while (queue.offer(line) < 0) {
            if (overflow != Overflow.WAIT || !mayWait()) {
                dropped.incrementAndGet();
                return;
            }
            wake();
            LockSupport.parkNanos(WAIT_NANOS);
        }
        wake();
        if (exiting) {
            exit();
        }
    }

    private void wake() {
        if (idle) {
            idle = false;
            LockSupport.unpark(writer);
        }
    }

    private void run() {
        Ring queue = ring;
        while (queue != null) {
            writing = true;
            int size = queue.poll(batch);
            if (size > 0) {
                write(batch, size);
            }
            tell();
            writing = false;
            if (size == 0) {
                if (stopping && queue.isEmpty()) {
                    return;
                }
                idle = true;
                if (queue.isEmpty() && !stopping) {
                    LockSupport.parkNanos(IDLE_NANOS);
                }
                idle = false;
            }
        }
    }

    /** Says how many lines were lost since the last time. */
    private void tell() {
        long now = dropped.get();
        SafeEncoder lines = encoder;
        if (now != told && lines != null) {
            byte[] line = lines.encode(Lost.event(now - told));
            told = now;
            write(line, line.length);
        }
    }

    private void write(byte[] bytes, int size) {
        try {
            for (int from = 0; from < size; from += BATCH) {
                output.write(bytes, from, Math.min(BATCH, size - from));
            }
            output.flush();
        } catch (java.io.IOException e) {
            addError("The log cannot be written", e);
        }
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public void addFilter(Filter<ILoggingEvent> filter) {
        filters.addFilter(filter);
    }

    @Override
    public void clearAllFilters() {
        filters.clearAllFilters();
    }

    @Override
    public List<Filter<ILoggingEvent>> getCopyOfAttachedFiltersList() {
        return filters.getCopyOfAttachedFiltersList();
    }

    @Override
    public FilterReply getFilterChainDecision(ILoggingEvent event) {
        return filters.getFilterChainDecision(event);
    }

    @Override
    public List<Evidence> evidence() {
        return encoder == null ? List.of() : new ArrayList<>(encoder.evidence());
    }
}
