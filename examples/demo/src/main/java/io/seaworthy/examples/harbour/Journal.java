package io.seaworthy.examples.harbour;

import io.seaworthy.protection.AuditEvent;
import io.seaworthy.protection.AuditOutcome;
import io.seaworthy.protection.AuditTrail;

/** What Harbour writes into its audit trail: account ids and session ids, never an address. */
public final class Journal {

    private final AuditTrail trail;

    Journal(AuditTrail trail) {
        this.trail = trail;
    }

    public void success(String actor, String action, String target) {
        trail.append(AuditEvent.of(actor, action, target, AuditOutcome.SUCCESS));
    }

    public void denied(String actor, String action, String target) {
        trail.append(AuditEvent.of(actor, action, target, AuditOutcome.DENIED));
    }

    /** The latest entries and the chain's heads, as JSON. */
    public byte[] toJson() {
        return trail.toJson(500);
    }
}
