package io.seaworthy.examples.harbour.web;

import io.seaworthy.kernel.BodyLimit;

/**
 * What is behind a route.
 *
 * @param endpoint answers its calls
 * @param bodyLimit how much body it reads
 */
public record Route(Endpoint endpoint, BodyLimit bodyLimit) {

    /** 64 KiB: what a JSON document of this service can need. */
    public static final BodyLimit DEFAULT_LIMIT = BodyLimit.ofKibibytes(64);

    public static Route to(Endpoint endpoint) {
        return new Route(endpoint, DEFAULT_LIMIT);
    }

    public Route limit(BodyLimit limit) {
        return new Route(endpoint, limit);
    }
}
