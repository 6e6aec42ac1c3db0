package io.seaworthy.sanitize.file;

import java.io.IOException;

/** Carries a reason out of the reading of an archive; never leaves this package. */
final class ArchiveFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final ArchiveRefusal refusal;

    ArchiveFailure(ArchiveRefusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    ArchiveRefusal refusal() {
        return refusal;
    }
}
