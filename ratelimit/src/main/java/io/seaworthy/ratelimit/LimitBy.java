package io.seaworthy.ratelimit;

/** Whom a route's limit counts. */
public enum LimitBy {
    /** The client address: IPv4 whole, IPv6 by its /64. */
    ADDRESS,
    /** The verified caller; the client address where there is none. */
    CALLER
}
