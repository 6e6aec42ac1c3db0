package io.seaworthy.logging;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the log context (the slf4j MDC with the request's ids) to the thread on which a task runs. The context is that
 * of the moment in which the task is handed over; when the task is over, its thread has again what it had before, also
 * where the task threw. Works with platform and virtual threads alike: {@code wrap} anything that takes a task.
 *
 * <pre>{@code
 * ExecutorService pool = Propagation.wrap(Executors.newFixedThreadPool(8));
 * CompletableFuture.supplyAsync(() -> load(id), pool).thenApplyAsync(Propagation.wrapFunction(this::render));
 * Thread.ofVirtual().start(Propagation.wrap(task));
 * }</pre>
 *
 * <p>What it does not do: it follows no task that was not wrapped (a stage of a future that runs elsewhere hands
 * nothing on to the stages behind it), and scheduled executors need their tasks wrapped one by one. Stateless.
 */
public final class Propagation {

    private Propagation() {}

    /** What a task carries. */
    private static final class Snapshot {

        private final @Nullable Map<String, String> carried = MDC.getCopyOfContextMap();

        @Nullable
        Map<String, String> enter() {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(carried);
            return before;
        }

        static void set(@Nullable Map<String, String> context) {
            if (context == null || context.isEmpty()) {
                MDC.clear();
            } else {
                MDC.setContextMap(context);
            }
        }
    }

    /** The task in this thread's context. */
    public static Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        Snapshot snapshot = new Snapshot();
        return () -> {
            Map<String, String> before = snapshot.enter();
            try {
                task.run();
            } finally {
                Snapshot.set(before);
            }
        };
    }

    /** The task in this thread's context. */
    public static <T> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        Snapshot snapshot = new Snapshot();
        return () -> {
            Map<String, String> before = snapshot.enter();
            try {
                return task.call();
            } finally {
                Snapshot.set(before);
            }
        };
    }

    /** The supplier in this thread's context: for {@code CompletableFuture.supplyAsync}. */
    public static <T> Supplier<T> wrapSupplier(Supplier<T> task) {
        Objects.requireNonNull(task, "task");
        Snapshot snapshot = new Snapshot();
        return () -> {
            Map<String, String> before = snapshot.enter();
            try {
                return task.get();
            } finally {
                Snapshot.set(before);
            }
        };
    }

    /** The function in this thread's context: for {@code CompletableFuture.thenApplyAsync}. */
    public static <A, B> Function<A, B> wrapFunction(Function<A, B> task) {
        Objects.requireNonNull(task, "task");
        Snapshot snapshot = new Snapshot();
        return argument -> {
            Map<String, String> before = snapshot.enter();
            try {
                return task.apply(argument);
            } finally {
                Snapshot.set(before);
            }
        };
    }

    /** Every task in the context of the thread that hands it over. */
    public static Executor wrap(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(wrap(task));
    }

    /** Every thread in the context of the one that makes it. */
    public static ThreadFactory wrap(ThreadFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return task -> factory.newThread(wrap(task));
    }

    /** Every task in the context of the thread that hands it over. */
    public static ExecutorService wrap(ExecutorService executor) {
        return new Carrying(Objects.requireNonNull(executor, "executor"));
    }

    private static final class Carrying extends AbstractExecutorService {

        private final ExecutorService executor;

        Carrying(ExecutorService executor) {
            this.executor = executor;
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(wrap(task));
        }

        @Override
        public void shutdown() {
            executor.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return executor.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return executor.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return executor.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return executor.awaitTermination(timeout, unit);
        }
    }
}
