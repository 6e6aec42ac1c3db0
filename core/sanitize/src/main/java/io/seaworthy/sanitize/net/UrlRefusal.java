package io.seaworthy.sanitize.net;

import io.seaworthy.sanitize.Refusal;

/** Why a URL that somebody named is not used, or did not answer. */
public enum UrlRefusal implements Refusal {
    /** No absolute http or https URL with one reading: a host in canonical form, no user info, no stray characters. */
    INVALID_URL,
    /** A port other than 80 and 443. */
    BLOCKED_PORT,
    /** The host is, or resolves to, an address that is not public. */
    BLOCKED_ADDRESS,
    /** The host has no address. */
    UNRESOLVABLE,
    /** No connection to any of the addresses. */
    UNREACHABLE,
    /** The peer is not who the host name says, or TLS failed otherwise. */
    TLS_FAILED,
    /** It took longer than the limit. */
    TIMEOUT,
    /** The answer is larger than the limit. */
    TOO_LARGE,
    /** More redirects than the limit. */
    TOO_MANY_REDIRECTS,
    /** A redirect from https to http. */
    INSECURE_REDIRECT,
    /** No HTTP/1.1 answer, or one that can be read in two ways. */
    MALFORMED_RESPONSE
}
