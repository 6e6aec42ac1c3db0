package io.seaworthy.logging.logback;

/** What happens to a line when the ring is full because the output does not keep up. */
public enum Overflow {
    /** The line is dropped and counted; the log says how many were lost. The service never waits for its log. */
    DROP,
    /** The caller waits until there is room. No line is lost, and a blocked output blocks the service. */
    WAIT
}
