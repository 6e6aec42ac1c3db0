package io.seaworthy.kernel.config;

import java.util.List;

/** A configuration that cannot be used, with every fault of it. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    public ConfigurationException(String subject, List<Violation> violations) {
        super(message(subject, violations));
        this.violations = List.copyOf(violations);
    }

    /** All faults, in the order in which they were found. */
    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }

    private static String message(String subject, List<Violation> violations) {
        StringBuilder text = new StringBuilder(subject)
                .append(" has ")
                .append(violations.size())
                .append(violations.size() == 1 ? " fault:" : " faults:");
        for (Violation violation : violations) {
            text.append("\n  ").append(violation);
        }
        return text.toString();
    }
}
