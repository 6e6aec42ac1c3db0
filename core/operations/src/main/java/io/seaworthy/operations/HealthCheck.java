package io.seaworthy.operations;

/**
 * One check. It may block and may throw; whoever runs it gives it a deadline and runs it once at a time. It is not
 * interrupted when the deadline passes, because drivers do not survive that well: a check should have a time-out of its
 * own.
 */
@FunctionalInterface
public interface HealthCheck {

    /**
     * How it is now.
     *
     * @throws Exception counts as down; details show the exception's class and not its message, which may hold a secret
     */
    HealthResult check() throws Exception;
}
