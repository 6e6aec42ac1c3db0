package io.seaworthy.operations;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A check with its name and deadline. One run at a time: a check that hangs costs one thread, however often asked. */
final class NamedCheck {

    private record Run(long startedNanos, CompletableFuture<HealthResult> result) {}

    private final String name;
    private final Duration deadline;
    private final HealthCheck check;
    private Run last = new Run(0, CompletableFuture.completedFuture(HealthResult.down("never asked")));

    NamedCheck(String name, Duration deadline, HealthCheck check) {
        this.name = name;
        this.deadline = deadline;
        this.check = check;
    }

    String name() {
        return name;
    }

    Duration deadline() {
        return deadline;
    }

    /** Begins a run unless one is under way. Called by one thread at a time. */
    void start(Executor executor, Ticker ticker) {
        if (!last.result.isDone()) {
            return;
        }
        last = new Run(ticker.nanos(), new CompletableFuture<>());
        CompletableFuture<HealthResult> result = last.result;
        try {
            executor.execute(() -> run(result));
        } catch (RejectedExecutionException e) {
            result.complete(HealthResult.down("closed"));
        }
    }

    private void run(CompletableFuture<HealthResult> result) {
        try {
            HealthResult found = check.check();
            result.complete(found == null ? HealthResult.down("returned null") : found);
        } catch (Throwable e) {
            result.complete(HealthResult.down(e.getClass().getSimpleName()));
        }
    }

    /** The run's result, or down once its deadline has passed; the deadline counts from the run's own start. */
    HealthResult await(Ticker ticker) throws InterruptedException {
        long left = deadline.toNanos() - (ticker.nanos() - last.startedNanos);
        try {
            return last.result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return HealthResult.down("no answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A run never completes exceptionally", e);
        }
    }
}
