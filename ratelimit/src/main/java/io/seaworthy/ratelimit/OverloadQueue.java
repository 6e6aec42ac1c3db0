package io.seaworthy.ratelimit;

import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A short queue before an {@link OverloadGuard}: a request that the guard has no permit for waits a moment for one. Put
 * it into the chain in the guard's place.
 *
 * <pre>{@code
 * chain.thenAsync(OverloadQueue.of(OverloadGuard.limit(200), 100))
 * }</pre>
 *
 * <p>The delay is controlled (CoDel): a burst may wait for up to 100 ms; once the queue has not been empty for so long,
 * it is no burst, and a request waits for 5 ms at most. Then, or when the queue is full, the answer is the guard's 503.
 * Routes with a guarantee have a queue of their own, of the same size, and are served first. Who came first is served
 * first.
 *
 * <p>Waiting takes no thread. Thread-safe.
 */
public final class OverloadQueue implements AsyncGuard, EvidenceSource {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration TARGET = Duration.ofMillis(5);
    private static final int MOST = 100_000;

    /** How a wait is ended where no request's end does it. */
    interface Timer {
        void after(long nanos, Runnable task);
    }

    private static final class Waiter extends CompletableFuture<Decision> {

        private final int priority;
        private final long until;
        private final RequestHead head;

        Waiter(int priority, long until, RequestHead head) {
            this.priority = priority;
            this.until = until;
            this.head = head;
        }
    }

    private final OverloadGuard guard;
    private final int size;
    private final Ticker ticker;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock; index 0 is who has no guarantee.
    private final List<LinkedHashSet<Waiter>> queues = new ArrayList<>();
    private final long[] emptyAt;

    /** Read without the lock by who has just given back a permit; written with it before a waiter asks once more. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Who is in {@link #serve}: a permit that comes back in there must not begin another one, stack upon stack. */
    private final Set<Thread> serving = ConcurrentHashMap.newKeySet();

    OverloadQueue(OverloadGuard guard, int size, Ticker ticker, Timer timer) {
        Faults faults = Faults.in("OverloadQueue");
        faults.check(
                size >= 1 && size <= MOST, "size", Integer.toString(size), "out_of_range", "1 to 100,000 requests");
        faults.throwIfAny();
        this.guard = guard;
        this.size = size;
        this.ticker = ticker;
        this.timer = timer;
        emptyAt = new long[guard.classes()];
        for (int i = 0; i < emptyAt.length; i++) {
            queues.add(new LinkedHashSet<>());
        }
        guard.afterRelease(this::serve);
    }

    /**
     * A queue before a guard.
     *
     * @param guard which has no other queue and is not in the chain itself
     * @param size how many may wait. Permitted: 1 to 100,000. Prohibited: 0.
     */
    public static OverloadQueue of(OverloadGuard guard, int size) {
        return new OverloadQueue(
                Objects.requireNonNull(guard, "guard"), size, Ticker.system(), OverloadQueue::onTheScheduler);
    }

    private static void onTheScheduler(long nanos, Runnable task) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(task);
    }

    @Override
    public CompletionStage<Decision> check(RequestHead head) {
        int priority = guard.priority(head);
        if (priority == OverloadGuard.EXEMPT) {
            return CompletableFuture.completedFuture(Decision.proceed());
        }
        // With others waiting a newcomer goes to the end of the queue.
        Decision admitted = waiting.get() == 0 ? guard.admit(priority) : null;
        return admitted != null ? CompletableFuture.completedFuture(admitted) : enqueue(priority, head);
    }

    private CompletionStage<Decision> enqueue(int priority, RequestHead head) {
        LinkedHashSet<Waiter> queue = queues.get(priority);
        long now = ticker.nanos();
        long patience;
        Waiter waiter;
        lock.lock();
        try {
            if (queue.isEmpty()) {
                emptyAt[priority] = now;
            }
            if (queue.size() >= size) {
                return CompletableFuture.completedFuture(guard.refuse(head));
            }
            waiting.incrementAndGet();
            // Once more, now that whoever gives a permit back sees that somebody waits.
            Decision admitted = queue.isEmpty() ? guard.admit(priority) : null;
            if (admitted != null) {
                waiting.decrementAndGet();
                return CompletableFuture.completedFuture(admitted);
            }
            patience = (now - emptyAt[priority] > INTERVAL.toNanos() ? TARGET : INTERVAL).toNanos();
            waiter = new Waiter(priority, now + patience, head);
            queue.add(waiter);
        } finally {
            lock.unlock();
        }
        timer.after(patience, () -> giveUp(waiter));
        return waiter;
    }

    /** Hands free permits to those who wait. Completes nothing under the lock, because the chain goes on in there. */
    private void serve() {
        if (waiting.get() == 0 || !serving.add(Thread.currentThread())) {
            return;
        }
        try {
            serveAll();
        } finally {
            serving.remove(Thread.currentThread());
        }
    }

    private void serveAll() {
        while (waiting.get() > 0) {
            Waiter next;
            Decision decision;
            lock.lock();
            try {
                long now = ticker.nanos();
                next = late(now);
                decision = null;
                if (next == null) {
                    for (int i = 1; i <= queues.size() && decision == null; i++) {
                        // Guaranteed classes first, in their order; class 0 last.
                        int priority = i % queues.size();
                        next = first(priority);
                        decision = next == null ? null : guard.admit(priority);
                    }
                    if (decision == null) {
                        return;
                    }
                }
                remove(Objects.requireNonNull(next));
            } finally {
                lock.unlock();
            }
            answer(next, decision);
        }
    }

    private @Nullable Waiter first(int priority) {
        LinkedHashSet<Waiter> queue = queues.get(priority);
        return queue.isEmpty() ? null : queue.iterator().next();
    }

    /** Somebody at the head of a queue whose time is over, or null. */
    private @Nullable Waiter late(long now) {
        for (int priority = 0; priority < queues.size(); priority++) {
            Waiter head = first(priority);
            if (head != null && now - head.until > 0) {
                return head;
            }
        }
        return null;
    }

    private void giveUp(Waiter waiter) {
        lock.lock();
        try {
            if (!remove(waiter)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        answer(waiter, null);
    }

    private boolean remove(Waiter waiter) {
        LinkedHashSet<Waiter> queue = queues.get(waiter.priority);
        if (!queue.remove(waiter)) {
            return false;
        }
        waiting.decrementAndGet();
        if (queue.isEmpty()) {
            emptyAt[waiter.priority] = ticker.nanos();
        }
        return true;
    }

    private void answer(Waiter waiter, @Nullable Decision admitted) {
        boolean taken = waiter.complete(admitted == null ? guard.refuse(waiter.head) : admitted);
        if (!taken && admitted instanceof Decision.Proceed held && held.completion() != null) {
            // Somebody has cancelled the stage: nobody else will give this permit back.
            held.completion().complete(Ending.of(Ending.How.REJECTED, 503));
        }
    }

    /** How many requests wait, for a metric. */
    public int waiting() {
        return waiting.get();
    }

    @Override
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>(guard.evidence());
        all.add(Evidence.enforced(
                "RATE-DEGRADE",
                "OverloadQueue",
                size + " requests may wait, 100 ms in a burst and 5 ms under lasting load"));
        return all;
    }

    @Override
    public String toString() {
        return "OverloadQueue[" + size + ", " + guard + "]";
    }
}
