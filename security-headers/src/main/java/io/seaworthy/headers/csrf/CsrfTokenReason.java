package io.seaworthy.headers.csrf;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** How a request fared in the check of its token. */
public enum CsrfTokenReason implements EventReason {
    /** GET, HEAD or OPTIONS without an upgrade. */
    SAFE_METHOD(Severity.INFO, true, "The method is safe, so there is nothing to protect."),
    EXEMPT_PATH(Severity.INFO, true, "The path is exempt."),
    VALID(Severity.INFO, true, "The token fits the cookie and the session."),
    /** A form without the header, whose field the handler's call of {@code form} verifies. */
    LEFT_TO_FORM(Severity.INFO, true, "The token is in the form, which is verified when it is parsed."),
    COOKIE_MISSING(Severity.WARNING, false, "The token's cookie is missing, or there are several."),
    TOKEN_MISSING(Severity.WARNING, false, "The token is missing."),
    TOKEN_MALFORMED(Severity.WARNING, false, "The token is none of this service's."),
    TOKEN_MISMATCH(Severity.WARNING, false, "The token belongs to another cookie."),
    /** The cookie was not made by this service, or for another session: after a login or its end that is usual. */
    COOKIE_INVALID(
            Severity.WARNING,
            false,
            "The token's cookie was not made for this session; a page from before the login or its end, or a forged one."),
    /** The body is no form of the kind that can be read here. */
    NOT_A_FORM(Severity.INFO, false, "The body is not a well-formed application/x-www-form-urlencoded form.");

    private final Severity severity;
    private final boolean passes;
    private final String sentence;

    CsrfTokenReason(Severity severity, boolean passes, String sentence) {
        this.severity = severity;
        this.passes = passes;
        this.sentence = sentence;
    }

    /** Whether the request goes on. */
    public boolean passes() {
        return passes;
    }

    @Override
    public String area() {
        return "csrf_token";
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Severity severity() {
        return severity;
    }

    /** The reason in a sentence. */
    public String sentence() {
        return sentence;
    }
}
