package io.seaworthy.kernel.net;

import java.util.Objects;

/**
 * Where a request really came from, as far as it can be trusted.
 *
 * @param address the client's address: the peer, or what trusted proxies reported
 * @param scheme the scheme that the client used, {@code "http"} or {@code "https"}
 * @param trust how the address was found
 */
public record ClientAddress(IpAddress address, String scheme, Trust trust) {

    /** How a client address was found. */
    public enum Trust {
        /** The peer, which sent no forwarding headers. */
        DIRECT,
        /** Reported by a trusted proxy. */
        FORWARDED,
        /** The peer, which is no trusted proxy but sent forwarding headers; they were ignored. */
        UNTRUSTED_HEADERS,
        /** A trusted proxy's report could not be used; the address is the last trusted one. */
        UNUSABLE_HEADERS
    }

    public ClientAddress {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(trust, "trust");
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }
}
