package io.seaworthy.ratelimit;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** What the limits report; never with an address or a name. */
public enum LimitEvent implements EventReason {
    /** A caller used up a plan or a route's quota. */
    LIMITED(Severity.INFO),
    /** Everybody together used up a route's quota. */
    CAPACITY(Severity.WARNING),
    /** An address went beyond the flood ceiling. */
    FLOOD(Severity.WARNING),
    /** Too many failed logins to one account. */
    ACCOUNT_LIMITED(Severity.WARNING),
    /** An account has had as many failed logins in a row as it may, and is locked until somebody unlocks it. */
    ACCOUNT_LOCKED(Severity.ALERT),
    /** A rule that is only tried would have refused a request. */
    WOULD_LIMIT(Severity.INFO),
    /** A rule's cost function threw or answered less than 0; the request counted as a whole burst. */
    COST_UNKNOWN(Severity.ALERT),
    /** A caller has a plan that the table does not know, or the plan function failed; the anonymous quota was used. */
    UNKNOWN_PLAN(Severity.ALERT),
    /** The store could not decide in time; the outage policy did. */
    STORE_FAILED(Severity.ALERT),
    /** Work that cost more than was reserved could not be charged: too many debts wait for a store that is away. */
    DEBT_LOST(Severity.ALERT),
    /** A local store has no room for another key; its overflow rule decides for new ones. At most once a minute. */
    TABLE_FULL(Severity.ALERT),
    /** The service has as many requests in flight as it may. */
    OVERLOADED(Severity.WARNING),
    /** An address rule refused a request. */
    ADDRESS_REFUSED(Severity.INFO);

    private final Severity severity;

    LimitEvent(Severity severity) {
        this.severity = severity;
    }

    @Override
    public String area() {
        return "limit";
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
