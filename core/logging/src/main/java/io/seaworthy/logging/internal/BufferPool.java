package io.seaworthy.logging.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few buffers shared by all threads. Not one per thread: a hundred thousand virtual threads would keep as many. Where
 * all are in use a new one is made and dropped again. Nothing of the application runs while one is taken, so there are
 * never many more in use than there are processors. Thread-safe.
 */
public final class BufferPool {

    private static final int SLOTS = 16;

    private final AtomicReferenceArray<@Nullable Scratch> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicLong made = new AtomicLong();
    private final int capacity;

    private BufferPool(int capacity) {
        this.capacity = capacity;
    }

    /** A pool of buffers that keep at most so many bytes. */
    public static BufferPool ofCapacity(int capacity) {
        return new BufferPool(capacity);
    }

    /** An empty buffer. */
    public Scratch take() {
        int start = (int) Thread.currentThread().getId() & (SLOTS - 1);
        for (int i = 0; i < SLOTS; i++) {
            Scratch scratch = slots.getAndSet((start + i) & (SLOTS - 1), null);
            if (scratch != null) {
                return scratch;
            }
        }
        made.incrementAndGet();
        return new Scratch();
    }

    /** Takes a buffer back; one that grew beyond the capacity is left to the garbage collector. */
    public void giveBack(Scratch scratch) {
        if (scratch.capacity() <= capacity) {
            scratch.clear();
            int start = (int) Thread.currentThread().getId() & (SLOTS - 1);
            for (int i = 0; i < SLOTS; i++) {
                if (slots.compareAndSet((start + i) & (SLOTS - 1), null, scratch)) {
                    return;
                }
            }
        }
    }

    /** How many buffers were ever made. */
    public long made() {
        return made.get();
    }
}
