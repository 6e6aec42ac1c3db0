package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.RoutePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the options of an {@link OverloadGuard}; not thread-safe. */
public final class OverloadGuardBuilder {

    private static final int MOST = 1_000_000;

    private record Share(int percent, List<String> patterns) {}

    final int limit;
    private final @Nullable Duration target;
    private final List<String> exempt = new ArrayList<>();
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private @Nullable Integer least;
    private @Nullable Integer first;
    private @Nullable Integer most;
    private @Nullable Integer workers;

    @Nullable
    Duration retryAfter;

    @Nullable
    Events events;

    @Nullable
    Ticker ticker;

    OverloadGuardBuilder(int limit, @Nullable Duration target) {
        this.limit = limit;
        this.target = target;
    }

    /** Routes that are neither counted nor refused: {@code "/health/**"}. None by default. */
    public OverloadGuardBuilder exempt(String... patterns) {
        exempt.addAll(List.of(patterns));
        return this;
    }

    /**
     * Keeps a share of the limit free for some routes. Permitted: 1 to 90 percent, 90 together. Prohibited: 100, which
     * leaves nothing for the others. It holds as far as the permits are the scarce thing: say how many {@link #workers}
     * there are, or the guarantee shows as weakened.
     *
     * @param name for people
     * @param percent of the limit, rounded down, at least one request
     * @param patterns the routes; where several guarantees match, the first counts
     */
    public OverloadGuardBuilder guarantee(String name, int percent, String... patterns) {
        if (shares.putIfAbsent(name, new Share(percent, List.of(patterns))) != null) {
            throw new IllegalStateException("The guarantee \"" + name + "\" is given twice");
        }
        return this;
    }

    /**
     * How many requests can be worked on at a time: threads, or connections to what requests hang in, whichever are
     * fewer. Beside a guarantee a fixed limit above it is a fault, because those that wait for a dead dependency would hold
     * all workers, and a share of the permits would be a share of nothing. An adaptive limit stays at or below it.
     * Permitted: 1 to 1,000,000.
     */
    public OverloadGuardBuilder workers(int workers) {
        Options.once(this.workers, "workers");
        this.workers = workers;
        return this;
    }

    /** What refused clients are told to wait, 1 s by default. Permitted: whole seconds, 1 to 3600. */
    public OverloadGuardBuilder retryAfter(Duration wait) {
        Options.once(retryAfter, "retryAfter");
        retryAfter = Objects.requireNonNull(wait, "wait");
        return this;
    }

    /** What an adaptive limit never falls below, 1 by default. Prohibited: with a fixed limit. */
    public OverloadGuardBuilder atLeast(int requests) {
        Options.once(least, "atLeast");
        least = requests;
        return this;
    }

    /** What an adaptive limit begins with, 20 by default. Prohibited: with a fixed limit. */
    public OverloadGuardBuilder startAt(int requests) {
        Options.once(first, "startAt");
        first = requests;
        return this;
    }

    /** What an adaptive limit never exceeds, 1,000 or the workers by default. Prohibited: with a fixed limit. */
    public OverloadGuardBuilder atMost(int requests) {
        Options.once(most, "atMost");
        most = requests;
        return this;
    }

    /** Where refusals are reported; nowhere by default. */
    public OverloadGuardBuilder events(Events events) {
        Options.once(this.events, "events");
        this.events = Objects.requireNonNull(events, "events");
        return this;
    }

    /** The clock of an adaptive limit, {@link Ticker#system()} by default. */
    public OverloadGuardBuilder ticker(Ticker ticker) {
        Options.once(this.ticker, "ticker");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        return this;
    }

    public OverloadGuard build() {
        Faults faults = Faults.in("OverloadGuard");
        checkLimit(faults);
        checkWorkers(faults);
        if (retryAfter != null) {
            boolean whole = retryAfter.toMillis() % 1000 == 0 && retryAfter.toSeconds() >= 1;
            faults.check(
                    whole && retryAfter.toSeconds() <= 3600,
                    "retryAfter",
                    retryAfter.toString(),
                    "out_of_range",
                    "whole seconds, 1 to 3600");
        }
        List<RoutePattern> exempted = Patterns.parse("exempt", exempt, faults);
        List<OverloadGuard.Guarantee> guarantees = guarantees(faults);
        faults.throwIfAny();
        return new OverloadGuard(this, exempted, guarantees);
    }

    private void checkLimit(Faults faults) {
        if (target == null) {
            faults.check(in(limit, 1, MOST), "limit", Integer.toString(limit), "out_of_range", "1 to 1,000,000");
            boolean bounded = least != null || first != null || most != null;
            faults.check(!bounded, "atLeast, startAt, atMost", null, "not_applicable", "none with a fixed limit");
            return;
        }
        boolean sound = target.toMillis() >= 1 && target.compareTo(Duration.ofMinutes(1)) <= 0;
        faults.check(sound, "target", target.toString(), "out_of_range", "1 ms to 1 min");
        faults.check(in(most(), 1, MOST), "atMost", Integer.toString(most()), "out_of_range", "1 to 1,000,000");
        faults.check(in(least(), 1, most()), "atLeast", Integer.toString(least()), "out_of_range", "1 to atMost");
        faults.check(
                in(first(), least(), most()),
                "startAt",
                Integer.toString(first()),
                "out_of_range",
                "atLeast to atMost");
    }

    private void checkWorkers(Faults faults) {
        if (workers == null) {
            return;
        }
        faults.check(in(workers, 1, MOST), "workers", Integer.toString(workers), "out_of_range", "1 to 1,000,000");
        int permits = target == null ? limit : most();
        faults.check(
                shares.isEmpty() || permits <= workers,
                target == null ? "limit" : "atMost",
                Integer.toString(permits),
                "above_workers",
                "no more than the " + workers + " workers: else a dead dependency takes what is guaranteed");
    }

    /** Whether something is guaranteed that nobody has compared with what there is. */
    boolean isUnfounded() {
        return workers == null && !shares.isEmpty();
    }

    private List<OverloadGuard.Guarantee> guarantees(Faults faults) {
        List<OverloadGuard.Guarantee> parsed = new ArrayList<>();
        int sum = 0;
        for (Map.Entry<String, Share> entry : shares.entrySet()) {
            Share share = entry.getValue();
            String path = "guarantee " + entry.getKey();
            faults.check(
                    in(share.percent, 1, 90), path, Integer.toString(share.percent), "out_of_range", "1 to 90 percent");
            faults.check(!share.patterns.isEmpty(), path, null, "missing", "at least one route");
            sum += Math.max(0, share.percent);
            parsed.add(new OverloadGuard.Guarantee(
                    entry.getKey(), share.percent, Patterns.parse(path, share.patterns, faults)));
        }
        faults.check(
                sum <= 90 || parsed.size() < 2, "guarantee", sum + " percent", "out_of_range", "90 percent together");
        return parsed;
    }

    private static boolean in(int value, int from, int to) {
        return value >= from && value <= to;
    }

    private int least() {
        return least == null ? 1 : least;
    }

    private int most() {
        return most != null ? most : workers == null ? 1_000 : Math.min(1_000, Math.max(1, workers));
    }

    private int first() {
        return first == null ? Math.min(most(), Math.max(least(), 20)) : first;
    }

    @Nullable
    AimdLimit adaptive() {
        return target == null ? null : new AimdLimit(target, least(), first(), most());
    }

    String describe() {
        return target == null
                ? "at most " + limit + " requests at a time"
                : "as many requests at a time as are answered within " + target.toMillis() + " ms, " + least() + " to "
                        + most();
    }
}
