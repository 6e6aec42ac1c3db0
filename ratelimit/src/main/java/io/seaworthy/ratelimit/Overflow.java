package io.seaworthy.ratelimit;

/** What a full table does with a key that it does not know. Forgetting a bucket in use is not among the choices. */
public enum Overflow {
    /**
     * Unknown keys share one bucket per wider prefix (IPv4 /16, IPv6 /32): an attacker who brings many addresses meets
     * one limit, others hardly notice.
     */
    SHARE_BY_PREFIX,
    /** Unknown keys are refused until room is free. */
    REFUSE
}
