package io.seaworthy.kernel;

/**
 * A reason that is counted and logged. Implemented by enums only, so the set is bounded and fit for metric tags.
 *
 * <p>Codes are lower case with underscores and never change their meaning.
 */
public interface EventReason {

    /** The area that emits it: {@code cors}, {@code token}, {@code limit}. */
    String area();

    /** The machine-readable code within the area. */
    String code();

    Severity severity();

    /** How much an event deserves attention. */
    enum Severity {
        /** Normal operation, worth counting. */
        INFO,
        /** A refusal or a degradation that somebody may have to look at. */
        WARNING,
        /** A sign of attack or a fault of the service. */
        ALERT
    }
}
