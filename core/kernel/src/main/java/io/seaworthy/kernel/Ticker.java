package io.seaworthy.kernel;

/**
 * A monotonic clock in nanoseconds with an arbitrary origin. Compare readings by subtraction only: they wrap around.
 * Wall-clock time comes from {@link java.time.InstantSource} instead.
 */
@FunctionalInterface
public interface Ticker {

    long nanos();

    /** {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
