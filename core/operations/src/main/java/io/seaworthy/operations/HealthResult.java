package io.seaworthy.operations;

import java.util.Objects;

/**
 * What a check found.
 *
 * @param isUp whether the thing checked works
 * @param detail a few words for operators, without secrets; may be empty
 */
public record HealthResult(boolean isUp, String detail) {

    private static final HealthResult UP = new HealthResult(true, "");

    public HealthResult {
        Objects.requireNonNull(detail, "detail");
    }

    public static HealthResult up() {
        return UP;
    }

    public static HealthResult up(String detail) {
        return new HealthResult(true, detail);
    }

    public static HealthResult down(String detail) {
        return new HealthResult(false, detail);
    }
}
