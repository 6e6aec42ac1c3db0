package io.seaworthy.kernel;

import java.util.Objects;

/**
 * The named tier whose limits a caller has.
 *
 * @param name the plan's name in the limit table
 */
public record Plan(String name) {

    public static final Plan ANONYMOUS = new Plan("anonymous");

    public Plan {
        Objects.requireNonNull(name, "name");
    }

    public static Plan of(String name) {
        return new Plan(name);
    }
}
