package io.seaworthy.auth;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** What this module reports through {@link io.seaworthy.kernel.Events}. */
public enum AuthEvent implements EventReason {
    /** A request presented a credential that was not accepted. */
    CREDENTIAL_REFUSED(Severity.INFO),
    /** A route without an access rule was called and refused. */
    ROUTE_WITHOUT_RULE(Severity.ALERT),
    /** A refresh token was presented again outside its grace window; its session family was ended. */
    REFRESH_REUSE(Severity.ALERT),
    /** All sessions of a subject were ended. */
    SESSIONS_REVOKED(Severity.INFO),
    /** A subject had as many sessions as allowed: a login ended its oldest, or was refused. */
    SESSION_LIMIT(Severity.WARNING),
    /** The store of sessions, keys or revocations failed. */
    STORE_FAILED(Severity.ALERT),
    /** The revocation log could not be read for longer than allowed. */
    REVOCATIONS_STALE(Severity.ALERT),
    /** The key set of another issuer could not be fetched, or was none; the last good one stays in force. */
    KEY_SET_FAILED(Severity.WARNING),
    /** Single keys of another issuer's set are broken or private and were left out. */
    KEY_SET_FAULTY(Severity.WARNING),
    /** Password hashing had no free place; the attempt was refused unheard. */
    PASSWORD_HASHING_SATURATED(Severity.WARNING),
    /** A pepper that came while the application ran is too short; the one before stays in force. */
    PEPPER_REFUSED(Severity.ALERT),
    /** A stored password hash could not be read or names an unknown pepper. */
    PASSWORD_HASH_UNREADABLE(Severity.ALERT);

    private final Severity severity;

    AuthEvent(Severity severity) {
        this.severity = severity;
    }

    @Override
    public String area() {
        return "auth";
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
