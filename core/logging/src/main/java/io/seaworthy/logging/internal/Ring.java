package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of lines in one array of bytes: many threads put, one takes. A line claims a row of blocks, is copied
 * in and then published by its length, so that no lock is held and no object is made. Thread-safe for one taker.
 */
public final class Ring {

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

    /** Puts a line in; the block behind it, or -1 where there is no room now. */
    public long offer(JsonBuffer line) {
        int length = line.size();
        int wanted = (length + BLOCK - 1) / BLOCK;
        long from;
        do {
            from = tail.get();
            if (from + wanted - head.get() > blocks) {
                return -1;
            }
        } while (!tail.compareAndSet(from, from + wanted));
        int at = (int) (from & (blocks - 1)) * BLOCK;
        int first = Math.min(length, bytes.length - at);
        line.copy(0, bytes, at, first);
        line.copy(first, bytes, 0, length - first);
        lengths.set((int) (from & (blocks - 1)), length);
        return from + wanted;
    }

    /** Whether a line of this length fits into an empty ring. */
    public boolean fits(int length) {
        return length > 0 && length <= bytes.length;
    }

    /**
     * Takes published lines, whole ones and in order: one that fits into the target, and more for as long as all are
     * within the limit. The answer is the number of bytes.
     */
    public int poll(byte[] target, int limit) {
        int size = 0;
        taken = 0;
        long at = head.get();
        while (true) {
            int slot = (int) (at & (blocks - 1));
            int length = lengths.get(slot);
            if (length == 0 || length > (size == 0 ? target.length : limit - size)) {
                break;
            }
            taken++;
            int from = slot * BLOCK;
            int first = Math.min(length, bytes.length - from);
            System.arraycopy(bytes, from, target, size, first);
            System.arraycopy(bytes, 0, target, size + first, length - first);
            size += length;
            lengths.set(slot, 0);
            at += (length + BLOCK - 1) / BLOCK;
            head.set(at);
        }
        return size;
    }

    /** How many lines the last {@link #poll} took; for the thread that takes. */
    public int taken() {
        return taken;
    }

    /** Whether more than seven eighths are claimed. */
    public boolean isCrowded() {
        return tail.get() - head.get() > blocks - blocks / 8;
    }

    public boolean isEmpty() {
        return tail.get() == head.get();
    }
}
