package io.seaworthy.logging;

import io.seaworthy.kernel.EventReason;

/** What a service should notice about attacks on it; each with the area and code under which it is logged and counted. */
public enum SecurityEvent implements EventReason {
    /** Wrong credentials. */
    LOGIN_FAILURE("login_failure", Severity.WARNING),
    /** A refresh token or session was used by somebody else. */
    TOKEN_THEFT("token_theft", Severity.ALERT),
    /** A caller ran into a limit. */
    LIMIT_EXCEEDED("limit_exceeded", Severity.WARNING),
    /** A browser reported a violation of the content security policy. */
    CSP_VIOLATION("csp_violation", Severity.INFO),
    /** A request from another site was refused. */
    CSRF_REFUSED("csrf_refused", Severity.WARNING),
    /** A request to an address inside was refused. */
    SSRF_REFUSED("ssrf_refused", Severity.ALERT),
    /** A key was used for what it may not do, or after its end. */
    KEY_MISUSE("key_misuse", Severity.ALERT);

    private final String code;
    private final Severity severity;

    SecurityEvent(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    @Override
    public String area() {
        return "security";
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Severity severity() {
        return severity;
    }
}
