package io.seaworthy.headers.csp;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the linter found.
 *
 * @param rule what
 * @param directive where; for a directive that is missing, its name
 * @param value the entry that it is about, or null where it is about the directive
 */
public record CspFinding(
        CspRule rule, String directive, @Nullable String value) {

    public CspFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(directive, "directive");
    }

    @Override
    public String toString() {
        return directive + (value == null ? "" : " " + value) + ": " + rule.meaning();
    }
}
