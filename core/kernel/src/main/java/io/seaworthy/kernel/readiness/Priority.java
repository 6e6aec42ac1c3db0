package io.seaworthy.kernel.readiness;

/** How urgent an item is, the most urgent first. */
public enum Priority {
    /** Before the launch. */
    CRITICAL,
    /** In the week of the launch. */
    HIGH,
    /** Afterwards. */
    MEDIUM;

    /** Whether this is as urgent as the other or more. */
    public boolean isAtLeast(Priority other) {
        return compareTo(other) <= 0;
    }
}
