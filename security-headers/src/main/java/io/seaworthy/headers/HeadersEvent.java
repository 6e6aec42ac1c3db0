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
    /**
     * A token for forms is in a response that asked to be stored by shared caches; it left with {@code no-store} instead,
     * because everybody would have had the same token.
     */
    TOKEN_KEPT_FROM_CACHE(Severity.WARNING),
    /** Something else writes CORS fields that the policy does not grant; they were taken out. Switch the other off. */
    FOREIGN_CORS(Severity.WARNING),
    /**
     * A request is redirected although a proxy says that the client used https: the proxy is not among the trusted ones,
     * or sends {@code X-Forwarded-Proto} without {@code X-Forwarded-For}. The client runs in circles.
     */
    HTTPS_NOT_TRUSTED(Severity.WARNING),
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
