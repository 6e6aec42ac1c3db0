package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of lines in one array of bytes: many threads put, one takes. A line claims a row of blocks, is copied
 * in and then published by its length, so that no lock is held and no object is made. Thread-safe for one taker.
 *
 * <p>A claim that is never published, as a thread can end anywhere by a {@code StackOverflowError}, stops the taker. It
 * then closes the ring and goes on with another: bytes of a closed ring are used no second time, so whoever comes late
 * spoils nothing, and a line is either taken by the taker or taken back by the thread that put it.
 */
public final class Ring {

    /** The answer of {@link #offer} where the ring was closed and the line is not in it. */
    public static final long CLOSED = -2;

    private static final int BLOCK = 64;

    private final byte[] bytes;
    private final AtomicIntegerArray lengths;
    private final int blocks;

    /** The first block that is not claimed. */
    private final AtomicLong tail = new AtomicLong();

    /** The first block that is not taken. */
    private final AtomicLong head = new AtomicLong();

    /** How many lines the last {@link #poll} took. */
    private int taken;

    private volatile boolean closed;

    /** The first block that was not claimed when it was closed. */
    private long end;

    /** The first block that is not taken, also when it is closed and {@link #head} stands. */
    private long position;

    private Ring(int capacity) {
        blocks = capacity / BLOCK;
        bytes = new byte[capacity];
        lengths = new AtomicIntegerArray(blocks);
    }

    /** A ring of so many bytes, a power of two. */
    public static Ring ofCapacity(int capacity) {
        if (capacity < 1024 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("A ring has a power of two of bytes, at least 1024, not " + capacity);
        }
        return new Ring(capacity);
    }

    /** Puts a line in; the block behind it, -1 where there is no room now, or {@link #CLOSED}. */
    public long offer(JsonBuffer line) {
        int length = line.size();
        int wanted = (length + BLOCK - 1) / BLOCK;
        long from = claim(wanted);
        if (from < 0) {
            return from;
        }
        int slot = (int) (from & (blocks - 1));
        try {
            int first = Math.min(length, bytes.length - slot * BLOCK);
            line.copy(0, bytes, slot * BLOCK, first);
            line.copy(first, bytes, 0, length - first);
            lengths.set(slot, length);
        } catch (Throwable failed) {
            skip(slot, wanted);
            throw failed;
        }
        // Published before this is read, and closed before the taker looks for the last time: one sees the other.
        // The head of a closed ring stands: what it has passed was taken before, and the slot may be another's.
        return closed && head.get() <= from && lengths.getAndSet(slot, 0) != 0 ? CLOSED : from + wanted;
    }

    /** The first of so many blocks, or -1; whoever claims them publishes them, or nothing behind is taken. */
    public long claim(int wanted) {
        long from;
        do {
            from = tail.get();
            if (from + wanted - head.get() > blocks) {
                return -1;
            }
        } while (!tail.compareAndSet(from, from + wanted));
        return from;
    }

    /** Publishes a claim without a line. */
    void skip(int slot, int wanted) {
        lengths.set(slot, -wanted);
    }

    /** Whether a line of this length fits into an empty ring. */
    public boolean fits(int length) {
        return length > 0 && length <= bytes.length;
    }

    /**
     * Takes published lines, whole ones and in order: one that fits into the target, and more for as long as all are
     * within the limit. The answer is the number of bytes. Claims that nobody published are passed over when it is
     * closed.
     */
    public int poll(byte[] target, int limit) {
        int size = 0;
        taken = 0;
        long at = position;
        while (!closed || at < end) {
            int slot = (int) (at & (blocks - 1));
            int length = lengths.get(slot);
            if (length > (size == 0 ? target.length : limit - size) || (length == 0 && !closed)) {
                break;
            }
            if (length > 0 && lengths.getAndSet(slot, 0) != 0) {
                taken++;
                int from = slot * BLOCK;
                int first = Math.min(length, bytes.length - from);
                System.arraycopy(bytes, from, target, size, first);
                System.arraycopy(bytes, 0, target, size + first, length - first);
                size += length;
            } else if (length < 0) {
                lengths.set(slot, 0);
            }
            at += length > 0 ? (length + BLOCK - 1) / BLOCK : Math.max(1, -length);
            position = at;
            if (!closed) {
                head.set(at);
            }
        }
        return size;
    }

    /** No line goes in any more; what was published can still be taken. For the thread that takes. */
    public void close() {
        closed = true;
        end = tail.get();
    }

    /** The first block that is not taken, for the thread that takes. */
    public long position() {
        return position;
    }

    /** How many lines the last {@link #poll} took; for the thread that takes. */
    public int taken() {
        return taken;
    }

    /** How many bytes it holds. */
    public int capacity() {
        return bytes.length;
    }

    /** Whether more than seven eighths are claimed. */
    public boolean isCrowded() {
        return tail.get() - head.get() > blocks - blocks / 8;
    }

    public boolean isEmpty() {
        return tail.get() == head.get();
    }
}
