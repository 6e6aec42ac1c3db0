package io.seaworthy.benchmarks.server;

/** What stands before the endpoint. */
enum Variant {
    FLOOR_BARE,
    /** The same endpoint writing the guards' fields itself, all of them constants: what the server takes for them. */
    FLOOR_FIELDS,
    /** The whole chain, tokens remembered. */
    SEAWORTHY,
    /** Spring Security with a filter over bucket4j: the same features, by what it has. */
    SPRING
}
