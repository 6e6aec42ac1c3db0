package io.seaworthy.testkit;

import java.util.Set;

/** What happens to a malformed request. */
public sealed interface Refusal {

    /** The server's own parser answers with one of these statuses and closes; no guard and no handler runs. */
    static Refusal byServer(Integer... statuses) {
        return new ByServer(Set.of(statuses));
    }

    /**
     * The server notices while the application reads the body, and answers with one of these statuses and a page of its
     * own that no adapter can replace; it carries the guards' headers.
     */
    static Refusal byServerBehindTheGuards(Integer... statuses) {
        return new ByServerBehindTheGuards(Set.of(statuses));
    }

    /** The adapter answers a 400 {@code malformed_request} problem that carries the guards' headers; no handler runs. */
    static Refusal byAdapter() {
        return new ByAdapter();
    }

    /** The connection is closed without an answer; no handler runs. */
    static Refusal byClosing() {
        return new ByClosing();
    }

    /** The server repairs or tolerates it, safely for the stated reason; the handler answers. */
    static Refusal tolerated(String reason) {
        return new Tolerated(reason);
    }

    /** See {@link Refusal#byServer}. */
    record ByServer(Set<Integer> statuses) implements Refusal {}

    /** See {@link Refusal#byServerBehindTheGuards}. */
    record ByServerBehindTheGuards(Set<Integer> statuses) implements Refusal {}

    /** See {@link Refusal#byAdapter}. */
    record ByAdapter() implements Refusal {}

    /** See {@link Refusal#byClosing}. */
    record ByClosing() implements Refusal {}

    /** See {@link Refusal#tolerated}. */
    record Tolerated(String reason) implements Refusal {}
}
