package io.seaworthy.kernel.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the faults of one configuration, so that a build reports all of them together. Not thread-safe. */
public final class Faults {

    private final String subject;
    private final List<Violation> violations = new ArrayList<>();

    private Faults(String subject) {
        this.subject = subject;
    }

    /** Faults of the named thing: {@code "CorsPolicy"}. */
    public static Faults in(String subject) {
        return new Faults(subject);
    }

    public Faults add(Violation violation) {
        violations.add(violation);
        return this;
    }

    public Faults add(String path, @Nullable String value, String reason, String allowed) {
        return add(Violation.of(path, value, reason, allowed));
    }

    /** Adds a fault unless the condition holds. */
    public Faults check(boolean condition, String path, @Nullable String value, String reason, String allowed) {
        return condition ? this : add(path, value, reason, allowed);
    }

    public boolean isEmpty() {
        return violations.isEmpty();
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Throws if there is any fault. */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw new ConfigurationException(subject, violations);
        }
    }
}
