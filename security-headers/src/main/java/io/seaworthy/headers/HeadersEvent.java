package io.seaworthy.headers;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** What the headers guard reports about itself. */
public enum HeadersEvent implements EventReason {
    /**
     * The application marked a response with a nonce as storable by shared caches; it left with the policy without nonces,
     * so its inline scripts do not run. Send such pages {@code Cache-Control: no-store} or give them a profile without
     * nonces.
     */
    NONCE_WITHHELD(Severity.WARNING),
    /** A request came over http and was redirected. */
    HTTP_REDIRECTED(Severity.INFO),
    /** A request was addressed to another host. */
    HOST_REFUSED(Severity.WARNING),
    /** The application set a cookie without attributes that the policy for cookies demands; they were added. */
    COOKIE_HARDENED(Severity.INFO);

    private final Severity severity;

    HeadersEvent(Severity severity) {
        this.severity = severity;
    }

    @Override
    public String area() {
        return "headers";
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
