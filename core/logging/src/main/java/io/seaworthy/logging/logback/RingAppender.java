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
 * write out what is in the ring, 5 s at most; while the JVM ends, each line is written before the call returns, in these
 * same 5 s. A process that is killed loses what the writer has not written yet: at most the ring and one batch of 64 KiB
 * or one longer line. Lines that the output refuses are counted as dropped, and so is one that comes too late for
 * {@link #stop()} or cannot be written as the stack or the memory is at its end. A line that is longer than the ring or
 * 1 MiB is dropped.
 *
 * <p>Defaults: a ring of 1 MiB, {@link Overflow#DROP}, the standard output. Its constructor is public because Logback
 * makes appenders by reflection. Thread-safe.
 */
public final class RingAppender extends ContextAwareBase implements Appender<ILoggingEvent>, EvidenceSource {

    private static final int BATCH = 64 << 10;
    private static final long SHUTDOWN_NANOS = 5_000_000_000L;
    private static final long IDLE_NANOS = 20_000_000L;

    private final FilterAttachableImpl<ILoggingEvent> filters = new FilterAttachableImpl<>();
    private final AtomicLong dropped = new AtomicLong();
    private final SafeEncoder.Sink sink = this::put;
    private final byte[] batch = new byte[1 << 20];
    private final LateClaim late = new LateClaim();

    private String name = "ring";
    private @Nullable SafeEncoder encoder;
    private Overflow overflow = Overflow.DROP;
    private int ringBytes = 1 << 20;
    private LineOutput output = lineOutput(new FileOutputStream(FileDescriptor.out));
    private volatile @Nullable Ring ring;
    private @Nullable Thread writer;
    private @Nullable Thread hook;
    private long told;
    private volatile long exitDeadline;
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
        this.output = lineOutput(output);
    }

    private LineOutput lineOutput(OutputStream stream) {
        return new LineOutput(stream, BATCH, this::report);
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
        if (encoder == null || !encoder.isStarted()) {
            // An encoder whose options were refused would write without them.
            addError("RingAppender has no encoder that was started");
            return;
        }
        if (writer != null && writer.isAlive()) {
            addError("RingAppender still writes what it had when it was stopped");
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
            exitDeadline = System.nanoTime() + SHUTDOWN_NANOS;
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
        long deadline = exiting ? exitDeadline : System.nanoTime() + SHUTDOWN_NANOS;
        Pause.whileTrue(() -> thread.isAlive() && System.nanoTime() - deadline < 0, this::wake);
        if (!thread.isAlive()) {
            writer = null;
            unhook();
        }
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

    /** The JVM ends: from now on each line is waited for, as nobody knows which is the last, but not for ever. */
    void exit() {
        exitDeadline = System.nanoTime() + SHUTDOWN_NANOS;
        exiting = true;
        awaitDrained();
    }

    private void awaitDrained() {
        if (!isDrained()) {
            Pause.whileTrue(() -> !isDrained() && System.nanoTime() - exitDeadline < 0, this::wake);
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
            try {
                awaitRoom();
                lines.encode(event, sink);
            } catch (Throwable failed) {
                // At the end of the stack or of the memory, and before the line was in the ring.
                dropped.incrementAndGet();
            }
        }
    }

    /** Who waits does so before a buffer is taken: a hundred thousand waiting threads would hold as many. */
    private void awaitRoom() {
        if (overflow == Overflow.WAIT && isCrowded()) {
            Pause.whileTrue(() -> isCrowded() && mayWait(), this::wake);
        }
    }

    private boolean isCrowded() {
        Ring queue = ring;
        return queue != null && queue.isCrowded();
    }

    private boolean mayWait() {
        if (exiting && System.nanoTime() - exitDeadline >= 0) {
            return false;
        }
        Thread thread = writer;
        return thread != null && thread.isAlive() && Thread.currentThread() != thread;
    }

    private void put(ILoggingEvent event, JsonBuffer line) {
        if (!offer(line) && !offerLater(line)) {
            dropped.incrementAndGet();
            return;
        }
        try {
            wake();
            if (exiting) {
                awaitDrained();
            }
        } catch (Throwable ignored) {
            // The line is in, and the writer wakes by itself.
        }
    }

    /** False where there is no room, or the writer has ended. */
    private boolean offer(JsonBuffer line) {
        while (true) {
            Ring queue = ring;
            if (queue == null || !fits(queue, line)) {
                return false;
            }
            long behind = queue.offer(line);
            if (behind != Ring.CLOSED || queue == ring) {
                return behind >= 0;
            }
        }
    }

    private boolean fits(Ring queue, JsonBuffer line) {
        return line.size() <= batch.length && queue.fits(line.size());
    }

    private boolean offerLater(JsonBuffer line) {
        Ring queue = ring;
        if (overflow != Overflow.WAIT || queue == null || !fits(queue, line)) {
            return false;
        }
        boolean[] in = new boolean[1];
        Pause.whileTrue(() -> mayWait() && !(in[0] = offer(line)), this::wake);
        return in[0];
    }

    private void wake() {
        if (idle) {
            idle = false;
            LockSupport.unpark(writer);
        }
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = turn();
            } catch (Throwable e) {
                report(e);
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }

    private boolean turn() {
        Ring queue = ring;
        if (queue == null) {
            return false;
        }
        writing = true;
        boolean found = takeFrom(queue);
        tell();
        writing = false;
        if (found) {
            return true;
        }
        if (!queue.isEmpty()) {
            if (late.isLost(queue)) {
                replace(queue);
            }
        } else if (stopping) {
            queue.close();
            drain(queue);
            // Whoever comes now finds no ring, and an end of the JVM at the same time waits for nothing.
            ring = null;
            return false;
        } else {
            idle = true;
            if (queue.isEmpty() && !stopping) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
            idle = false;
        }
        return true;
    }

    private boolean takeFrom(Ring queue) {
        int size = queue.poll(batch, BATCH);
        if (size > 0 && !output.write(batch, size)) {
            dropped.addAndGet(queue.taken());
        }
        return size > 0;
    }

    private void drain(Ring closed) {
        boolean found = true;
        while (found) {
            found = takeFrom(closed);
        }
        tell();
    }

    /** What is behind a claim that nobody will publish is taken, and a new ring begun. */
    private void replace(Ring queue) {
        writing = true;
        ring = Ring.ofCapacity(queue.capacity());
        queue.close();
        drain(queue);
        writing = false;
    }

    /** Says how many lines were lost since the last time; again later where that cannot be written either. */
    private void tell() {
        long now = dropped.get();
        SafeEncoder lines = encoder;
        if (now != told && lines != null) {
            byte[] line = lines.encode(Lost.event(now - told));
            if (output.write(line, line.length)) {
                told = now;
            }
        }
    }

    private void report(Throwable failure) {
        try {
            addError("The log cannot be written", failure);
        } catch (Throwable ignored) {
            // A listener of Logback's own status must not end the log.
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
