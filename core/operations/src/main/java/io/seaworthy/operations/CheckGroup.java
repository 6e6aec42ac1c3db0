package io.seaworthy.operations;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Checks that run side by side, once for all who ask at the same time, and whose results are kept briefly. */
final class CheckGroup {

    private record Cached(long nanos, Map<String, HealthResult> results) {}

    private final List<NamedCheck> checks;
    private final Duration cache;
    private final Executor executor;
    private final Ticker ticker;

    /** Not a monitor: virtual threads must not pin their carriers while they wait here. */
    private final ReentrantLock flight = new ReentrantLock();

    private volatile @Nullable Cached cached;

    CheckGroup(List<NamedCheck> checks, Duration cache, Executor executor, Ticker ticker) {
        this.checks = List.copyOf(checks);
        this.cache = cache;
        this.executor = executor;
        this.ticker = ticker;
    }

    int size() {
        return checks.size();
    }

    Map<String, HealthResult> results() {
        Map<String, HealthResult> fresh = fresh();
        if (fresh != null) {
            return fresh;
        }
        try {
            flight.lockInterruptibly();
        } catch (InterruptedException e) {
            return interrupted();
        }
        try {
            fresh = fresh();
            return fresh != null ? fresh : ask();
        } finally {
            flight.unlock();
        }
    }

    private @Nullable Map<String, HealthResult> fresh() {
        Cached last = cached;
        return last != null && ticker.nanos() - last.nanos < cache.toNanos() ? last.results : null;
    }

    private Map<String, HealthResult> ask() {
        for (NamedCheck check : checks) {
            check.start(executor, ticker);
        }
        Map<String, HealthResult> results = new LinkedHashMap<>();
        try {
            for (NamedCheck check : checks) {
                results.put(check.name(), check.await(ticker));
            }
        } catch (InterruptedException e) {
            return interrupted();
        }
        cached = new Cached(ticker.nanos(), results);
        return results;
    }

    /** Whoever interrupts a health request learns nothing from it, and nobody else may. */
    private Map<String, HealthResult> interrupted() {
        Thread.currentThread().interrupt();
        Map<String, HealthResult> results = new LinkedHashMap<>();
        checks.forEach(check -> results.put(check.name(), HealthResult.down("interrupted")));
        return results;
    }
}
