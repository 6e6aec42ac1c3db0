package io.seaworthy.auth.webhook;

import java.time.Instant;
import java.util.Locale;

/** What became of a webhook's signature. */
public sealed interface SignatureCheck {

    /**
     * The sender signed exactly these bytes.
     *
     * @param signedAt when, by the sender's clock
     */
    record Authentic(Instant signedAt) implements SignatureCheck {}

    /**
     * Not proven. Answer 400 and do nothing.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements SignatureCheck {}

    /** Why a signature was refused. */
    enum Reason {
        /** There is no signature header, or more than one. */
        MISSING,
        /** The header does not have the scheme's form. */
        MALFORMED,
        /** Signed too long ago, or too far ahead, by this service's clock. */
        OUTSIDE_TOLERANCE,
        /** No secret of ours made the signature. */
        MISMATCH;

        /** The machine-readable code: the name in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
