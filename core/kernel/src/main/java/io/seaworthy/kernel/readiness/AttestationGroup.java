package io.seaworthy.kernel.readiness;

import java.util.Objects;

/**
 * A group of checklist lines that no code can enforce and somebody has to answer for.
 *
 * @param id stable, in lower case: {@code legal}
 * @param priority how urgent it is
 * @param title what it is called in reports
 * @param covers what belongs to it
 */
public record AttestationGroup(String id, Priority priority, String title, String covers) {

    public AttestationGroup {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(covers, "covers");
    }
}
