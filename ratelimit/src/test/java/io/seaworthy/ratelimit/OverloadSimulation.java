package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A service behind a guard, in virtual time: requests arrive at random, ten at a time are worked on (a connection pool,
 * say), the others wait inside, and whoever is inside for a second times out. A client is content with what comes
 * within a second.
 */
final class OverloadSimulation {

    /** What is so at a time. */
    interface Scenario {
        /** Requests a second. */
        double offered(double second);

        /** How long one is worked on, in milliseconds. */
        double work(double second);

        /** The same by class, where only some need what is slow. */
        default double work(double second, boolean critical) {
            return work(second);
        }
    }

    /** An end of something. */
    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final class Inside {
        private final ServerRequest request;
        private final boolean critical;
        private final long arrived;
        private boolean working;
        private boolean over;

        Inside(ServerRequest request, boolean critical, long arrived) {
            this.request = request;
            this.critical = critical;
            this.arrived = arrived;
        }
    }

    static final int WORKERS = 10;
    static final double CRITICAL = 0.05;
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private final VirtualTicker ticker;
    private final Random random;
    private final Scenario scenario;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<Inside> backlog = new ArrayDeque<>();
    private long now;
    private long order;
    private int busy;

    int good;
    double possible;
    int critical;
    int criticalLost;

    OverloadSimulation(Scenario scenario, VirtualTicker ticker, long seed) {
        this.scenario = scenario;
        this.ticker = ticker;
        this.random = new Random(seed);
    }

    /** Goodput as a share of what the service could have done, had it known what comes. */
    double share() {
        return good / possible;
    }

    double criticalLoss() {
        return critical == 0 ? 0 : (double) criticalLost / critical;
    }

    void after(long nanos, Runnable what) {
        events.add(new Event(now + nanos, order++, what));
    }

    void run(GuardChain chain, int seconds) {
        for (int tenth = 0; tenth < seconds * 10; tenth++) {
            double capacity = WORKERS * 1000 / scenario.work(tenth / 10.0);
            possible += Math.min(capacity, scenario.offered(tenth / 10.0)) / 10;
        }
        arrive(chain, seconds * 1_000_000_000L);
        while (!events.isEmpty()) {
            Event next = events.poll();
            ticker.advance(Duration.ofNanos(next.at - now));
            now = next.at;
            next.what.run();
        }
    }

    private double second() {
        return now / 1e9;
    }

    private void arrive(GuardChain chain, long end) {
        if (now >= end) {
            return;
        }
        boolean important = random.nextDouble() < CRITICAL;
        ServerRequest request =
                RequestHeads.get(important ? "/critical" : "/other").build();
        critical += important ? 1 : 0;
        Inside guest = new Inside(request, important, now);
        if (chain.isAsync()) {
            Outcome outcome = chain.run(request, Runnable::run, later -> enter(guest, later));
            if (outcome != null) {
                enter(guest, outcome);
            }
        } else {
            enter(guest, chain.run(request));
        }
        double gap = -Math.log(1 - random.nextDouble()) / scenario.offered(second());
        after((long) (gap * 1e9), () -> arrive(chain, end));
    }

    private void enter(Inside guest, Outcome outcome) {
        if (!outcome.proceeds()) {
            lost(guest);
            return;
        }
        after(PATIENCE, () -> end(guest, Ending.How.TIMED_OUT, 503));
        backlog.add(guest);
        work();
    }

    private void work() {
        while (busy < WORKERS && !backlog.isEmpty()) {
            Inside guest = backlog.poll();
            if (!guest.over) {
                busy++;
                guest.working = true;
                double millis = scenario.work(second(), guest.critical) * (0.5 + random.nextDouble());
                after((long) (millis * 1e6), () -> end(guest, Ending.How.RETURNED, 200));
            }
        }
    }

    private void end(Inside guest, Ending.How how, int status) {
        if (guest.over) {
            return;
        }
        guest.over = true;
        busy -= guest.working ? 1 : 0;
        if (how == Ending.How.RETURNED && now - guest.arrived <= PATIENCE) {
            good++;
        } else {
            lost(guest);
        }
        guest.request.complete(Ending.of(how, status));
        work();
    }

    private void lost(Inside guest) {
        criticalLost += guest.critical ? 1 : 0;
    }
}
