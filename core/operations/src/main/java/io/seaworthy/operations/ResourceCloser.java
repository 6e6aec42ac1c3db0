package io.seaworthy.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Closes resources one after the other. Each has a thread of its own, because one that hangs must not be waited for. */
final class ResourceCloser {

    record Resource(String name, AutoCloseable target) {}

    private final List<Resource> resources;
    private final Duration deadline;

    ResourceCloser(List<Resource> resources, Duration deadline) {
        this.resources = List.copyOf(resources);
        this.deadline = deadline;
    }

    int size() {
        return resources.size();
    }

    /** What did not close, with the reason; exceptions by class only. */
    List<String> close() {
        // An interrupt of the caller must not turn every wait below into a failure.
        boolean interrupted = Thread.interrupted();
        List<String> failures = new ArrayList<>();
        long end = System.nanoTime() + deadline.toNanos();
        for (Resource resource : resources) {
            CompletableFuture<String> failure = new CompletableFuture<>();
            Thread thread = new Thread(() -> close(resource, failure), "seaworthy-close-" + resource.name());
            thread.setDaemon(true);
            thread.start();
            try {
                String found = failure.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (!found.isEmpty()) {
                    failures.add(resource.name() + ": " + found);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("A close never completes exceptionally", e);
            } catch (TimeoutException e) {
                failures.add(resource.name() + ": not closed in time");
            } catch (InterruptedException e) {
                interrupted = true;
                failures.add(resource.name() + ": not waited for");
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failures;
    }

    private static void close(Resource resource, CompletableFuture<String> failure) {
        try {
            resource.target().close();
            failure.complete("");
        } catch (Throwable e) {
            failure.complete(e.getClass().getSimpleName());
        }
    }
}
