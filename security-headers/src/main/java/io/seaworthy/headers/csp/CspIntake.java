package io.seaworthy.headers.csp;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** What became of one request with reports. The answer is 204 in each case: browsers must not try again. */
public enum CspIntake implements EventReason {
    /** At least one violation was counted. */
    COUNTED(Severity.INFO),
    /** Nothing was counted: this client makes up too many kinds of violation. */
    OVERFLOW(Severity.WARNING),
    /** Well-formed, but nothing worth counting: extensions, other kinds of report, an empty list. */
    IGNORED(Severity.INFO),
    /** This client sends too many; the body was not read. */
    CLIENT_OVER_BUDGET(Severity.INFO),
    /** All clients together send too many; the body was not read. */
    OVER_BUDGET(Severity.WARNING),
    /** The body is larger than the cap; it was not read further. */
    TOO_LARGE(Severity.INFO),
    /** Neither of the two media types; the body was not read. */
    UNSUPPORTED_TYPE(Severity.INFO),
    /** Not the JSON of a report. */
    MALFORMED(Severity.INFO),
    /** The client went away while its body was read. */
    UNREADABLE(Severity.INFO),
    /** The listener for new violations threw; the violation is counted all the same. */
    LISTENER_FAILED(Severity.WARNING);

    private final Severity severity;

    CspIntake(Severity severity) {
        this.severity = severity;
    }

    @Override
    public String area() {
        return "csp_reports";
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
