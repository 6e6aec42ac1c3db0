package io.seaworthy.logging.logback;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting in small steps. Stateless. */
final class Pause {

    private static final long STEP_NANOS = 50_000L;

    private Pause() {}

    /** An interrupt neither ends the wait nor gets lost. */
    static void whileTrue(BooleanSupplier goesOn, Runnable eachTime) {
        boolean interrupted = false;
        while (goesOn.getAsBoolean()) {
            eachTime.run();
            LockSupport.parkNanos(STEP_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
