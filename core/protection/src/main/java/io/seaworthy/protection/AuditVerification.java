package io.seaworthy.protection;

import java.util.Objects;

/** What an {@link AuditVerifier} found. */
public sealed interface AuditVerification {

    /** Whether the chain holds. */
    boolean isIntact();

    /**
     * Every line belongs where it is.
     *
     * @param head the chain's end; its sequence is the number of entries
     * @param tornBytes how many bytes follow the last whole line: what a process that was killed had begun to write.
     *     The next start cuts them off and records that
     */
    record Intact(AuditHead head, int tornBytes) implements AuditVerification {

        public Intact {
            Objects.requireNonNull(head, "head");
        }

        @Override
        public boolean isIntact() {
            return true;
        }
    }

    /**
     * The chain is broken; nothing from this line on can be trusted.
     *
     * @param line the first broken line, from 1; for a missing head the one after the last
     * @param reason why
     * @param lastGood the head before that line
     */
    record Broken(long line, AuditBreak reason, AuditHead lastGood) implements AuditVerification {

        public Broken {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(lastGood, "lastGood");
        }

        @Override
        public boolean isIntact() {
            return false;
        }
    }
}
