package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Completion;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Admits so many requests at a time and answers the others at once with 503 {@code overloaded} and
 * {@code Retry-After}, so that those inside finish in time instead of all being late.
 *
 * <pre>{@code
 * OverloadGuard.limit(200)                               // a number that was measured
 * OverloadGuard.adaptive(Duration.ofMillis(250))         // as many as are answered within 250 ms
 *         .workers(64)
 *         .guarantee("payments", 30, "POST /payments/**")
 *         .exempt("/health/**")
 *         .build()
 * }</pre>
 *
 * <p>The permit comes back when the request is over, however it ends: return, exception, {@code Error}, client abort,
 * asynchronous end, timeout, or a later guard's refusal. It is 503 and not 429 because the client has done nothing
 * wrong. A guaranteed share is kept free for its routes, whatever the others do; they may use the rest as well.
 *
 * <p>An adaptive limit rises while requests are quick and falls when they are slower than the target, end by timeout,
 * or are answered 503 or 504. What later guards answer says nothing about load and is not counted.
 *
 * <p>What it does not do: it keeps no queue; {@link OverloadQueue} adds one. Routes that are slow by nature (uploads,
 * streams) would hold an adaptive limit down: exempt them, or use a fixed one. Thread-safe. With a fixed limit it
 * allocates nothing; an adaptive one remembers when each request came.
 */
public final class OverloadGuard implements Guard, EvidenceSource {

    static final int EXEMPT = -1;

    /** Routes with a share of their own. */
    record Guarantee(String name, int percent, List<RoutePattern> routes) {}

    private final List<RoutePattern> exempt;
    private final List<Guarantee> guarantees;
    private final String description;
    private final boolean unfounded;
    private final Events events;
    private final Ticker ticker;
    private final Decision refusal;
    private final @Nullable AimdLimit adaptive;
    private final Permits permits;

    /** What a fixed limit answers, by pool. */
    private final Decision[] admissions;

    private volatile @Nullable Runnable afterRelease;

    OverloadGuard(OverloadGuardBuilder builder, List<RoutePattern> exempt, List<Guarantee> guarantees) {
        this.exempt = List.copyOf(exempt);
        this.guarantees = List.copyOf(guarantees);
        description = builder.describe();
        unfounded = builder.isUnfounded();
        events = builder.events == null ? Events.none() : builder.events;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        adaptive = builder.adaptive();
        int[] percent = new int[guarantees.size() + 1];
        for (int i = 0; i < guarantees.size(); i++) {
            percent[i + 1] = guarantees.get(i).percent;
        }
        int fixed = builder.limit;
        permits = new Permits(adaptive == null ? () -> fixed : adaptive::current, percent);
        admissions = new Decision[percent.length];
        for (int i = 0; i < admissions.length; i++) {
            int pool = i;
            admissions[i] = admission(ending -> release(pool));
        }
        Duration wait = builder.retryAfter == null ? Duration.ofSeconds(1) : builder.retryAfter;
        refusal = Decision.reject(
                Problem.of(503, "overloaded", "The service has too much to do at the moment"),
                HeaderEdits.builder()
                        .enforce("Retry-After", Long.toString(wait.toSeconds()))
                        .build());
    }

    /** So many requests at a time, see {@link #builder}. Permitted: 1 to 1,000,000. Prohibited: 0. */
    public static OverloadGuard limit(int requests) {
        return builder(requests).build();
    }

    /**
     * Options for a fixed number of requests at a time.
     *
     * @param requests as many as there are workers, connections or whatever else requests hang in, or fewer. With more,
     *     those that wait for a dead dependency hold all workers, and a guarantee keeps free what nobody waits for: with a
     *     hundred permits on ten workers a guaranteed class loses a fifth of its requests then. Permitted: 1 to 1,000,000.
     *     Prohibited: 0.
     */
    public static OverloadGuardBuilder builder(int requests) {
        return new OverloadGuardBuilder(requests, null);
    }

    /**
     * Options for a limit that finds itself: as many requests as are answered within the target.
     *
     * @param target above the slowest ordinary answer, below what clients wait for. Permitted: 1 ms to 1 min.
     *     Prohibited: the usual latency, which every second request exceeds.
     */
    public static OverloadGuardBuilder adaptive(Duration target) {
        return new OverloadGuardBuilder(0, target);
    }

    @Override
    public Decision check(RequestHead head) {
        int priority = priority(head);
        if (priority == EXEMPT) {
            return Decision.proceed();
        }
        Decision admitted = admit(priority);
        return admitted != null ? admitted : refuse(head);
    }

    /** The request's class; 0 where it has no guarantee. */
    int priority(RequestHead head) {
        if (Patterns.match(exempt, head)) {
            return EXEMPT;
        }
        for (int i = 0; i < guarantees.size(); i++) {
            if (Patterns.match(guarantees.get(i).routes, head)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A decision that holds a permit, or null. */
    @Nullable
    Decision admit(int priority) {
        int pool = permits.take(priority);
        if (pool == Permits.NONE) {
            return null;
        }
        AimdLimit learning = adaptive;
        if (learning == null) {
            return admissions[pool];
        }
        long started = ticker.nanos();
        return admission(ending -> {
            boolean full = permits.isFull(0);
            release(pool);
            if (tells(ending)) {
                learning.ended(started, ticker.nanos(), outOfTime(ending), full);
            }
        });
    }

    private static Decision admission(Completion completion) {
        return new Decision.Proceed(HeaderEdits.none(), Attributes.none(), completion, null);
    }

    /** Whether the application has worked on the request; a refusal is quick under any load. */
    private static boolean tells(Ending ending) {
        return ending.how() != Ending.How.REJECTED && ending.how() != Ending.How.ANSWERED;
    }

    private static boolean outOfTime(Ending ending) {
        return ending.how() == Ending.How.TIMED_OUT || ending.status() == 503 || ending.status() == 504;
    }

    private void release(int pool) {
        permits.giveBack(pool);
        Runnable next = afterRelease;
        if (next != null) {
            next.run();
        }
    }

    Decision refuse(@Nullable RequestHead head) {
        events.emit(LimitEvent.OVERLOADED, head);
        return refusal;
    }

    /** What is to run whenever a permit is free again. */
    synchronized void afterRelease(Runnable next) {
        if (afterRelease != null) {
            throw new IllegalStateException("This guard has a queue already");
        }
        afterRelease = next;
    }

    int classes() {
        return permits.classes();
    }

    /** How many requests are inside, for a metric. */
    public int inFlight() {
        return permits.inUse();
    }

    /** How many requests may be inside now, for a metric. */
    public int currentLimit() {
        return permits.limit();
    }

    @Override
    public List<Evidence> evidence() {
        StringBuilder shares = new StringBuilder();
        for (Guarantee one : guarantees) {
            shares.append("; ")
                    .append(one.name)
                    .append(" at least ")
                    .append(one.percent)
                    .append(" %");
        }
        String summary = description + shares + "; exempt: " + exempt;
        return List.of(
                unfounded
                        ? Evidence.weakened(
                                "RATE-DEGRADE",
                                "OverloadGuard",
                                summary,
                                "guarantees without a number of workers: with fewer than permits they hold nothing free")
                        : Evidence.enforced("RATE-DEGRADE", "OverloadGuard", summary));
    }

    @Override
    public String toString() {
        return "OverloadGuard[" + description + "]";
    }
}
