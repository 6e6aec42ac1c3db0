package io.seaworthy.logging.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few buffers shared by all threads. Not one per thread: a hundred thousand virtual threads would keep as many. Where
 * all are in use a new one is made in the place of one of them. Nothing of the application runs while one is taken, so
 * there are never many more in use than there are processors. A buffer is taken by its flag and stays where it is, as
 * each reference that is moved costs the collector's barrier. Thread-safe.
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
            int slot = (start + i) & (SLOTS - 1);
            Scratch scratch = slots.get(slot);
            if (scratch == null) {
                scratch = made(slot);
                if (slots.compareAndSet(slot, null, scratch)) {
                    return scratch;
                }
            } else if (scratch.take()) {
                return scratch;
            }
        }
        // All are in use, or were lost by threads that ended in their midst: the pool heals by taking the new one.
        Scratch scratch = made(start);
        slots.set(start, scratch);
        return scratch;
    }

    private Scratch made(int slot) {
        made.incrementAndGet();
        return new Scratch(slot);
    }

    /** Takes a buffer back; one that grew beyond the capacity is left to the garbage collector. */
    public void giveBack(Scratch scratch) {
        if (scratch.capacity() <= capacity) {
            scratch.clear();
            scratch.giveBack();
        } else {
            slots.compareAndSet(scratch.slot(), scratch, null);
        }
    }

    /** How many buffers were ever made. */
    public long made() {
        return made.get();
    }
}
