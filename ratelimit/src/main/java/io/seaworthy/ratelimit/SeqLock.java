package io.seaworthy.ratelimit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A version that is odd while somebody writes. A reader notes the version, reads what it guards, and asks whether the
 * version {@linkplain #isStill still} holds; a writer may turn a version that it has read under into the lock, which
 * proves that nothing changed since. So a refusal writes nothing, and an admission needs one compare-and-set.
 *
 * <p>Held for tens of nanoseconds. It is not reentrant and not fair.
 */
final class SeqLock {

    private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(long[].class);

    /** The version stands amid an array of its own, so that no other lock shares its cache line. */
    private static final int AT = 16;

    /** After a try that failed somebody else is left alone for twice as long as after the one before. */
    private static final int DOUBLINGS = 6;

    private static final int SPINS = 16;
    private static final int YIELDS = 64;
    private static final long PAUSE_NANOS = 20_000;

    private final long[] version = new long[2 * AT];

    /** The version; odd while somebody writes. */
    long read() {
        return (long) VERSION.getAcquire(version, AT);
    }

    static boolean isFree(long version) {
        return (version & 1) == 0;
    }

    /** Whether nothing changed since this version was read. */
    boolean isStill(long version) {
        VarHandle.loadLoadFence();
        return (long) VERSION.getOpaque(this.version, AT) == version;
    }

    /** Takes the lock if nothing changed since this version was read. */
    boolean lockIf(long version) {
        boolean locked = VERSION.compareAndSet(this.version, AT, version, version + 1);
        // No write may become visible before the version is odd.
        VarHandle.storeStoreFence();
        return locked;
    }

    /** Takes the lock. */
    void lock() {
        for (int tries = 0; ; tries++) {
            long now = read();
            if (isFree(now) && lockIf(now)) {
                return;
            }
            pause(tries);
        }
    }

    /** Waits a little, longer the more tries there were: the holder may not be running. */
    static void pause(int tries) {
        if (tries < SPINS) {
            for (int i = 0; i < 1 << Math.min(tries, DOUBLINGS); i++) {
                Thread.onSpinWait();
            }
        } else if (tries < YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Gives the lock back. */
    void unlock() {
        VERSION.setRelease(version, AT, (long) VERSION.get(version, AT) + 1);
    }
}
