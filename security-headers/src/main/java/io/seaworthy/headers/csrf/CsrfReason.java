package io.seaworthy.headers.csrf;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** How a request fared in the cross-site check. */
public enum CsrfReason implements EventReason {
    /** GET, HEAD or OPTIONS without an upgrade: it must not change anything. */
    SAFE_METHOD(Severity.INFO, true, "The method is safe, so there is nothing to protect."),
    /** {@code Sec-Fetch-Site: same-origin} or {@code none}. */
    SAME_ORIGIN(
            Severity.INFO, true, "The browser says that the request comes from the service's own page or its user."),
    /** No Sec-Fetch-Site and no Origin: not a browser, or one that sent the request itself. */
    NOT_A_BROWSER(Severity.INFO, true, "The request has neither Sec-Fetch-Site nor Origin, so no page has sent it."),
    /** No Sec-Fetch-Site, and the Origin is the service's own. */
    OWN_ORIGIN(Severity.INFO, true, "The Origin is the service's own."),
    TRUSTED_ORIGIN(Severity.INFO, true, "The Origin is trusted by name."),
    EXEMPT_PATH(Severity.INFO, true, "The path is exempt."),
    /** {@code Sec-Fetch-Site: cross-site}, {@code same-site} or an unknown value. */
    CROSS_SITE(Severity.WARNING, false, "The browser says that another site's page has sent the request."),
    /** No Sec-Fetch-Site, and the Origin is somebody else's or {@code null}. */
    FOREIGN_ORIGIN(Severity.WARNING, false, "The Origin is neither the service's own nor trusted.");

    private final Severity severity;
    private final boolean passes;
    private final String sentence;

    CsrfReason(Severity severity, boolean passes, String sentence) {
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
        return "csrf";
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
