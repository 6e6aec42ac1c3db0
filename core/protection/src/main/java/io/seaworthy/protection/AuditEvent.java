package io.seaworthy.protection;

import java.util.Objects;

/**
 * Who did what to what. Ids and pseudonyms only: the trail outlives the account, and nothing can be erased from it.
 *
 * @param actor the account's id, a pseudonym or {@code system}: 1 to 128 of {@code A-Z a-z 0-9 . _ - ~ : /}; not
 *     {@code ann@example.com}
 * @param action 1 to 64 of {@code a-z 0-9 . _ -}: {@code note.create}; not {@code "Created a note"}
 * @param target what it was done to, by the same rule as the actor: {@code note:7}
 * @param outcome what became of it
 */
public record AuditEvent(String actor, String action, String target, AuditOutcome outcome) {

    /** @throws IllegalArgumentException where a part holds anything but what it may */
    public AuditEvent {
        requireId("actor", actor);
        if (!Syntax.isName(action)) {
            throw new IllegalArgumentException("An audit action is 1 to " + Syntax.MAX_NAME + " of a-z 0-9 . _ -");
        }
        requireId("target", target);
        Objects.requireNonNull(outcome, "outcome");
    }

    /** An event. */
    public static AuditEvent of(String actor, String action, String target, AuditOutcome outcome) {
        return new AuditEvent(actor, action, target, outcome);
    }

    /** Says nothing of the value: it may be the very address that does not belong here. */
    private static void requireId(String part, String value) {
        if (!Syntax.isId(value)) {
            throw new IllegalArgumentException("An audit " + part + " is an id of 1 to " + Syntax.MAX_ID
                    + " of A-Z a-z 0-9 . _ - ~ : /; pass the account's id or a pseudonym, no e-mail address");
        }
    }
}
