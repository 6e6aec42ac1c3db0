package io.seaworthy.kernel;

import java.util.Locale;

/** What a chain and the adapters report about themselves. */
public enum ChainEvent implements EventReason {
    /** A guard rejected the request. */
    REJECTED(Severity.INFO),
    /** A guard threw, returned null or completed exceptionally; the request was refused. */
    GUARD_FAILED(Severity.ALERT),
    /** An asynchronous guard did not decide within the chain's deadline; the request was refused. */
    GUARD_TIMED_OUT(Severity.ALERT),
    /** A response pass threw; the response left without its edits. */
    PASS_FAILED(Severity.ALERT),
    /** Something else in the server writes a field that the guards enforce; told once for each field. */
    SECOND_WRITER(Severity.WARNING),
    /** A completion threw; the others ran. */
    COMPLETION_FAILED(Severity.ALERT),
    /** The application threw. */
    HANDLER_FAILED(Severity.ALERT),
    /** The request was not a valid one; the adapter refused it before the chain. */
    MALFORMED_REQUEST(Severity.INFO);

    private final Severity severity;

    ChainEvent(Severity severity) {
        this.severity = severity;
    }

    @Override
    public String area() {
        return "chain";
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
