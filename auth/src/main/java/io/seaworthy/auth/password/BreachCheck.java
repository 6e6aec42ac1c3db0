package io.seaworthy.auth.password;

/**
 * Whether a password is known from a breach; a local list or a k-anonymity service. Thread-safe. It must not throw: what
 * to answer while a service cannot be reached is its own decision, and nothing of the password may leave the process
 * whole.
 */
@FunctionalInterface
public interface BreachCheck {

    boolean isBreached(String password);
}
