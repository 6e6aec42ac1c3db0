package io.seaworthy.servlet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Something that happens unless it is called off in time; stateless. */
final class Deadline {

    private Deadline() {}

    /** Completing the future calls it off. */
    static CompletableFuture<?> start(Duration deadline, Runnable expired) {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timer.orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            // The timer's own thread serves every future of the process.
            CompletableFuture.runAsync(expired);
            return null;
        });
        return timer;
    }
}
