package io.seaworthy.sanitize.net;

import java.io.IOException;

/** Carries a reason out of the reading of an answer; never leaves this package. */
final class FetchFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final UrlRefusal refusal;

    FetchFailure(UrlRefusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    UrlRefusal refusal() {
        return refusal;
    }
}
