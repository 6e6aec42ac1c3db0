package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Completion;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Admits a fixed number of requests at a time and answers the others at once with 503 {@code overloaded} and
 * {@code Retry-After}, so that those inside finish in time instead of all being late.
 *
 * <p>The permit comes back when the request is over, however it ends: return, exception, {@code Error}, client abort,
 * asynchronous end, timeout, or a later guard's refusal. It is 503 and not 429 because the client has done nothing
 * wrong.
 *
 * <p>What it does not do: it does not find the right number (measure the throughput at which latency begins to rise)
 * and keeps no queue. Thread-safe, allocates nothing.
 */
public final class OverloadGuard implements Guard, EvidenceSource {

    private final int limit;
    private final List<RoutePattern> exempt;
    private final Events events;
    private final Decision refusal;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final Completion release = ending -> inFlight.decrementAndGet();
    private final Decision admission = new Decision.Proceed(HeaderEdits.none(), Attributes.none(), release, null);

    private OverloadGuard(Builder builder, List<RoutePattern> exempt) {
        limit = builder.limit;
        this.exempt = List.copyOf(exempt);
        events = builder.events == null ? Events.none() : builder.events;
        Duration wait = builder.retryAfter == null ? Duration.ofSeconds(1) : builder.retryAfter;
        refusal = Decision.reject(
                Problem.of(503, "overloaded", "The service has too much to do at the moment"),
                HeaderEdits.builder()
                        .enforce("Retry-After", Long.toString(wait.toSeconds()))
                        .build());
    }

    /** So many requests at a time. Permitted: 1 to 1,000,000. Prohibited: 0. */
    public static OverloadGuard limit(int requests) {
        return builder(requests).build();
    }

    public static Builder builder(int requests) {
        return new Builder(requests);
    }

    @Override
    public Decision check(RequestHead head) {
        if (Patterns.match(exempt, head)) {
            return Decision.proceed();
        }
        // Reading first keeps a flood of refusals from fighting over the counter.
        if (inFlight.get() >= limit) {
            return refuse(head);
        }
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            return refuse(head);
        }
        return admission;
    }

    private Decision refuse(RequestHead head) {
        events.emit(LimitEvent.OVERLOADED, head);
        return refusal;
    }

    /** How many requests are inside, for a metric. */
    public int inFlight() {
        return Math.min(limit, inFlight.get());
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "RATE-DEGRADE", "OverloadGuard", "at most " + limit + " requests at a time; exempt: " + exempt));
    }

    @Override
    public String toString() {
        return "OverloadGuard[" + limit + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final int limit;
        private final List<String> exempt = new ArrayList<>();
        private @Nullable Duration retryAfter;
        private @Nullable Events events;

        private Builder(int limit) {
            this.limit = limit;
        }

        /** Routes that are neither counted nor refused: {@code "/health/**"}. None by default. */
        public Builder exempt(String... patterns) {
            exempt.addAll(List.of(patterns));
            return this;
        }

        /** What refused clients are told to wait, 1 s by default. Permitted: whole seconds, 1 to 3600. */
        public Builder retryAfter(Duration wait) {
            if (retryAfter != null) {
                throw new IllegalStateException("retryAfter is set twice");
            }
            retryAfter = Objects.requireNonNull(wait, "wait");
            return this;
        }

        /** Where refusals are reported; nowhere by default. */
        public Builder events(Events events) {
            if (this.events != null) {
                throw new IllegalStateException("events is set twice; combine receivers with Events.and");
            }
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        public OverloadGuard build() {
            Faults faults = Faults.in("OverloadGuard");
            boolean sound = limit >= 1 && limit <= 1_000_000;
            faults.check(sound, "limit", Integer.toString(limit), "out_of_range", "1 to 1,000,000 requests");
            if (retryAfter != null) {
                boolean whole = retryAfter.toMillis() % 1000 == 0 && retryAfter.toSeconds() >= 1;
                faults.check(
                        whole && retryAfter.toSeconds() <= 3600,
                        "retryAfter",
                        retryAfter.toString(),
                        "out_of_range",
                        "whole seconds, 1 to 3600");
            }
            List<RoutePattern> patterns = Patterns.parse("exempt", exempt, faults);
            faults.throwIfAny();
            return new OverloadGuard(this, patterns);
        }
    }
}
