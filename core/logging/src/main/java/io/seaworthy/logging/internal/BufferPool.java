package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few buffers shared by all threads. Not one per thread: a hundred thousand virtual threads would keep as many. Where
 * all are in use a new one is made and dropped again. Thread-safe.
 */
public final class BufferPool {

    private static final int SLOTS = 16;

    private final AtomicReferenceArray<JsonBuffer> slots = new AtomicReferenceArray<>(SLOTS);
    private final int capacity;

    private BufferPool(int capacity) {
        this.capacity = capacity;
    }

    /** A pool of buffers that keep at most so many bytes. */
    public static BufferPool ofCapacity(int capacity) {
        return new BufferPool(capacity);
    }

    /** An empty buffer. */
    public JsonBuffer take() {
        int start = (int) Thread.currentThread().getId() & (SLOTS - 1);
        for (int i = 0; i < SLOTS; i++) {
            JsonBuffer buffer = slots.getAndSet((start + i) & (SLOTS - 1), null);
            if (buffer != null) {
                return buffer;
            }
        }
        return JsonBuffer.create(1024);
    }

    /** Takes a buffer back; one that grew beyond the capacity is left to the garbage collector. */
    public void giveBack(JsonBuffer buffer) {
        if (buffer.capacity() <= capacity) {
            buffer.truncate(0);
            int start = (int) Thread.currentThread().getId() & (SLOTS - 1);
            for (int i = 0; i < SLOTS; i++) {
                if (slots.compareAndSet((start + i) & (SLOTS - 1), null, buffer)) {
                    return;
                }
            }
        }
    }
}
