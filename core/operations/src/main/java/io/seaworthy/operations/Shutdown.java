package io.seaworthy.operations;

import io.seaworthy.kernel.Completion;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Stops a service without losing a request. It is the first guard of the chain and counts what is in flight.
 *
 * <p>{@link #stop()} goes through these steps:
 * <ol>
 *   <li>Draining: readiness is down, requests are still served, for the drain delay. A load balancer needs that time to
 *       notice.
 *   <li>Refusing: new requests get 503 {@code overloaded} with {@code Connection: close} and {@code Retry-After: 1},
 *       because another node can serve them; those in flight may finish, up to a deadline.
 *   <li>Closing: the resources, in the order given, each with what is left of the close deadline. One that fails or
 *       hangs does not keep the others open.
 * </ol>
 * The first call does it, further ones wait for it and get the same result. Requests that are not guarded by it are not
 * counted. Thread-safe.
 */
public final class Shutdown implements Guard, EvidenceSource {

    /** What a stop came to. */
    public record Result(long abandonedRequests, List<String> failures) {

        public Result {
            failures = List.copyOf(failures);
        }

        /** Whether every request finished and every resource closed. */
        public boolean isClean() {
            return abandonedRequests == 0 && failures.isEmpty();
        }
    }

    private enum Phase {
        SERVING,
        DRAINING,
        REFUSING,
        STOPPED
    }

    private static final Decision REFUSED = Decision.reject(
            Problem.of(503, "overloaded", "The service is stopping"),
            HeaderEdits.builder()
                    .enforce("Connection", "close")
                    .enforce("Retry-After", "1")
                    .build());

    private final Duration drainDelay;
    private final Duration inFlightDeadline;
    private final ResourceCloser resources;
    private final Runnable onDrain;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch idle = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** One object for all requests, so a request costs no allocation here. */
    private final Decision counted;

    private volatile Phase phase = Phase.SERVING;
    private volatile int exitStatus;
    private volatile @Nullable Result result;

    private Shutdown(Builder builder) {
        drainDelay = builder.drainDelay;
        inFlightDeadline = builder.inFlightDeadline;
        resources = new ResourceCloser(builder.resources, builder.closeDeadline);
        onDrain = builder.onDrain;
        Completion finished = ending -> leave();
        counted = ((Decision.Proceed) Decision.proceed()).with(finished);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        if (phase.compareTo(Phase.REFUSING) >= 0) {
            return REFUSED;
        }
        inFlight.incrementAndGet();
        if (phase.compareTo(Phase.REFUSING) >= 0) {
            // Counted after the stop had looked: better refused than cut off.
            leave();
            return REFUSED;
        }
        return counted;
    }

    private void leave() {
        if (inFlight.decrementAndGet() == 0 && phase.compareTo(Phase.REFUSING) >= 0) {
            idle.countDown();
        }
    }

    /** Whether a stop has begun; for {@link Health.Builder#draining}. */
    public boolean isDraining() {
        return phase != Phase.SERVING;
    }

    /** How many requests are being served. */
    public long inFlight() {
        return inFlight.get();
    }

    /** Stops and waits until everything is closed. An interrupt shortens the waits, not the closing. */
    public Result stop() {
        if (begun.compareAndSet(false, true)) {
            try {
                result = run();
            } finally {
                phase = Phase.STOPPED;
                done.countDown();
            }
        }
        await(done, null);
        Result known = result;
        return known != null ? known : new Result(inFlight.get(), List.of("the stop itself failed"));
    }

    private Result run() {
        List<String> failures = new ArrayList<>();
        phase = Phase.DRAINING;
        try {
            onDrain.run();
        } catch (RuntimeException e) {
            failures.add("onDrain: " + e.getClass().getSimpleName());
        }
        if (!drainDelay.isZero()) {
            await(new CountDownLatch(1), drainDelay);
        }
        phase = Phase.REFUSING;
        if (inFlight.get() != 0) {
            await(idle, inFlightDeadline);
        }
        long abandoned = inFlight.get();
        failures.addAll(resources.close());
        return new Result(abandoned, failures);
    }

    /** A wait that an interrupt ends, with the interrupt kept for whoever asks next. */
    private static void await(CountDownLatch latch, @Nullable Duration most) {
        try {
            if (most == null) {
                latch.await();
            } else {
                boolean unused = latch.await(most.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops on SIGTERM and SIGINT, then ends the process with status 0. Java itself would end it with 143, which
     * supervisors take for a failure. The process is halted as soon as the stop is over, so give everything that must
     * still happen (a flush of the logs) as a resource. Ask the process to end with {@link #exit}, because the status of
     * a plain {@code System.exit} is lost.
     */
    public void installHook() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop();
                            Runtime.getRuntime().halt(exitStatus);
                        },
                        "seaworthy-shutdown"));
    }

    /** Ends the process through the hook, with this status. */
    public void exit(int status) {
        exitStatus = status;
        System.exit(status);
    }

    @Override
    public List<Evidence> evidence() {
        String summary = "drain " + drainDelay.toMillis() + " ms, requests in flight " + inFlightDeadline.toMillis()
                + " ms, " + resources.size() + " resources closed in order";
        return List.of(
                drainDelay.isZero()
                        ? Evidence.weakened(
                                "OPS-SHUTDOWN",
                                "Shutdown",
                                summary,
                                "no drain delay: a load balancer still sends requests that are refused")
                        : Evidence.enforced("OPS-SHUTDOWN", "Shutdown", summary));
    }

    @Override
    public String toString() {
        return "Shutdown[" + phase + ", " + inFlight.get() + " in flight]";
    }

    /** Options of the stop; not thread-safe. */
    public static final class Builder {

        private final Once once = new Once("Shutdown");
        private final List<ResourceCloser.Resource> resources = new ArrayList<>();
        private Duration drainDelay = Duration.ofSeconds(5);
        private Duration inFlightDeadline = Duration.ofSeconds(10);
        private Duration closeDeadline = Duration.ofSeconds(10);
        private Runnable onDrain = () -> {};

        private Builder() {}

        /** How long requests are served after readiness turned down: 0 to 5 min, 5 s by default. Zero is weakened. */
        public Builder drainDelay(Duration time) {
            once.set("drainDelay");
            drainDelay = time;
            return this;
        }

        /** How long requests in flight may take to finish: 0 to 10 min, 10 s by default. */
        public Builder inFlightDeadline(Duration time) {
            once.set("inFlightDeadline");
            inFlightDeadline = time;
            return this;
        }

        /** How long all resources together may take to close: 1 ms to 10 min, 10 s by default. */
        public Builder closeDeadline(Duration time) {
            once.set("closeDeadline");
            closeDeadline = time;
            return this;
        }

        /** Called when the stop begins, to log it for example. */
        public Builder onDrain(Runnable action) {
            once.set("onDrain");
            onDrain = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Something to close after the last request, in the order of these calls: the server, then the pool, then the
         * logs; not the pool before the server.
         *
         * @param name for the list of failures, 1 to 64 characters
         */
        public Builder close(String name, AutoCloseable resource) {
            resources.add(new ResourceCloser.Resource(name, Objects.requireNonNull(resource, "resource")));
            return this;
        }

        /** @throws io.seaworthy.kernel.config.ConfigurationException with all faults */
        public Shutdown build() {
            once.between("drainDelay", drainDelay, Duration.ZERO, Duration.ofMinutes(5));
            once.between("inFlightDeadline", inFlightDeadline, Duration.ZERO, Duration.ofMinutes(10));
            once.between("closeDeadline", closeDeadline, Duration.ofMillis(1), Duration.ofMinutes(10));
            for (ResourceCloser.Resource one : resources) {
                once.text("close[" + resources.indexOf(one) + "]", one.name(), 64);
            }
            once.faults().throwIfAny();
            return new Shutdown(this);
        }
    }
}
