package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class PropagationTest {

    private static final int TASKS = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 20_000;

    private final ExecutorService raw = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        raw.shutdownNow();
        MDC.clear();
    }

    /** Virtual threads where the JDK has them, else platform threads. */
    private static ThreadFactory threads() {
        try {
            Method builder = Thread.class.getMethod("ofVirtual");
            Object virtual = builder.invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(virtual);
        } catch (ReflectiveOperationException before21) {
            return Thread::new;
        }
    }

    private static void sees(String id, AtomicInteger wrong) {
        if (!id.equals(MDC.get("id"))) {
            wrong.incrementAndGet();
        }
        MDC.put("residue", id);
    }

    /** Pools, futures and a thread for each task in turns: nobody sees another's context and no thread keeps one. */
    @Test
    void tasksOfManyKinds_seeTheirOwnContextAndLeaveNothing() throws Exception {
        ExecutorService pool = Propagation.wrap(raw);
        ThreadFactory threads = threads();
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger over = new AtomicInteger();
        Semaphore inFlight = new Semaphore(256);
        for (int i = 0; i < TASKS; i++) {
            String id = "r" + i;
            inFlight.acquire();
            MDC.put("id", id);
            Runnable task = () -> {
                sees(id, wrong);
                over.incrementAndGet();
                inFlight.release();
            };
            switch (i % 5) {
                case 0 -> pool.execute(task);
                case 1 -> pool.submit(task);
                case 2 ->
                    CompletableFuture.runAsync(() -> sees(id, wrong), pool).thenRunAsync(Propagation.wrap(task), raw);
                case 3 -> raw.execute(Propagation.wrap(task));
                default -> threads.newThread(Propagation.wrap(task)).start();
            }
            MDC.remove("id");
        }
        assertThat(inFlight.tryAcquire(256, 60, TimeUnit.SECONDS)).isTrue();
        assertThat(over).hasValue(TASKS);
        assertThat(wrong).hasValue(0);
        List<Future<Map<String, String>>> left = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            left.add(raw.submit(() -> {
                all.countDown();
                all.await();
                return MDC.getCopyOfContextMap();
            }));
        }
        for (Future<Map<String, String>> one : left) {
            assertThat(one.get())
                    .satisfiesAnyOf(
                            m -> assertThat(m).isNull(), m -> assertThat(m).isEmpty());
        }
        System.err.println("PropagationTest " + TASKS + " tasks");
    }

    @Test
    void taskThatThrows_leavesItsThreadAsItWas() {
        MDC.put("id", "inner");
        Runnable task = Propagation.wrap((Runnable) () -> {
            throw new IllegalStateException("broken");
        });
        MDC.put("id", "outer");
        assertThatThrownBy(task::run).isInstanceOf(IllegalStateException.class);
        assertThat(MDC.get("id")).isEqualTo("outer");
    }

    @Test
    void wrappedInsideAnyScope_carriesThatScope() throws Exception {
        MDC.put("id", "a");
        Callable<String> a = Propagation.wrap(() -> MDC.get("id"));
        MDC.put("id", "b");
        Callable<String> nested = Propagation.wrap(() -> a.call() + MDC.get("id"));
        MDC.clear();
        assertThat(nested.call()).isEqualTo("ab");
        assertThat(MDC.get("id")).isNull();
        MDC.put("id", "c");
        assertThat(CompletableFuture.supplyAsync(Propagation.wrapSupplier(() -> MDC.get("id")), raw)
                        .thenApplyAsync(Propagation.wrapFunction((String x) -> x + MDC.get("id")), raw)
                        .get())
                .isEqualTo("cc");
        CompletableFuture<String> seen = new CompletableFuture<>();
        Propagation.wrap(threads())
                .newThread(() -> seen.complete(MDC.get("id")))
                .start();
        assertThat(seen.get()).isEqualTo("c");
    }
}
