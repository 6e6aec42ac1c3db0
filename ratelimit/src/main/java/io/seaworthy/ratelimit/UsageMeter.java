package io.seaworthy.ratelimit;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what callers use of their plans, by day or month, for bills and for people who choose plans.
 *
 * <pre>{@code
 * UsageMeter usage = UsageMeter.perDay(ZoneOffset.UTC, 100_000);
 * RateLimits limits = RateLimits.builder()...usage(usage).build(store);
 * usage.current();          // what the running day has so far
 * usage.ended();            // finished days, each handed over once: write them where they belong
 * }</pre>
 *
 * <p>At most so many callers have rows of their own in a period; the others are counted together, so that nobody can
 * fill the memory. The last two finished periods are kept for {@link #ended}. What a wrong clock counted has the date
 * that it told, and is handed over when the clock has been set right; a day that it ended too early may then come twice,
 * with what was counted before and after. Counts live in this process: each node
 * exports its own, and a restart loses what was not exported. Rows name callers: keep them out of metrics and logs.
 *
 * <p>Thread-safe; counting a caller that has a row allocates nothing.
 */
public final class UsageMeter implements EvidenceSource {

    private static final int MOST_CALLERS = 10_000_000;
    private static final int KEPT = 2;

    /** A request that found its row before midnight may still add to it for a moment after. */
    private static final long GRACE_MILLIS = 1_000;

    /** A clock that is set back by less than this is only corrected, and does not reopen the day before. */
    private static final long CORRECTION_MILLIS = 2 * 3_600_000L;

    private static final class Row {
        final LongAdder requests = new LongAdder();
        final LongAdder units = new LongAdder();
        final LongAdder refused = new LongAdder();
    }

    private static final class Period {
        final Map<String, Row> together = new ConcurrentHashMap<>();
        final Map<String, Map<String, Row>> callers = new ConcurrentHashMap<>();
        final AtomicInteger rows = new AtomicInteger();
        final String start;
        final long startMillis;
        final long endMillis;

        Period(String start, long startMillis, long endMillis) {
            this.start = start;
            this.startMillis = startMillis;
            this.endMillis = endMillis;
        }

        boolean isAt(long millis) {
            return millis < endMillis && millis >= startMillis - CORRECTION_MILLIS;
        }
    }

    private final CalendarPeriod calendar;
    private final ZoneId zone;
    private final int mostCallers;
    private final InstantSource clock;
    private final Deque<Period> finished = new ArrayDeque<>();
    private volatile Period current;

    private UsageMeter(CalendarPeriod calendar, ZoneId zone, int mostCallers, InstantSource clock) {
        boolean sound = mostCallers >= 1 && mostCallers <= MOST_CALLERS;
        Faults.in("UsageMeter")
                .check(sound, "mostCallers", Integer.toString(mostCallers), "out_of_range", "1 to 10,000,000 callers")
                .throwIfAny();
        this.calendar = calendar;
        this.zone = zone;
        this.mostCallers = mostCallers;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.current = periodOf(clock.instant());
    }

    /** Counts by the days of a zone. */
    public static UsageMeter perDay(ZoneId zone, int mostCallers) {
        return perDay(zone, mostCallers, InstantSource.system());
    }

    /** Counts by the days of a zone as a clock tells them. */
    public static UsageMeter perDay(ZoneId zone, int mostCallers, InstantSource clock) {
        return new UsageMeter(CalendarPeriod.days(zone), zone, mostCallers, clock);
    }

    /** Counts by the months of a zone. */
    public static UsageMeter perMonth(ZoneId zone, int mostCallers) {
        return perMonth(zone, mostCallers, InstantSource.system());
    }

    /** Counts by the months of a zone as a clock tells them. */
    public static UsageMeter perMonth(ZoneId zone, int mostCallers, InstantSource clock) {
        return new UsageMeter(CalendarPeriod.months(zone), zone, mostCallers, clock);
    }

    private Period periodOf(Instant instant) {
        long number = calendar.number(instant);
        LocalDate start = LocalDate.ofInstant(calendar.start(number), zone);
        return new Period(
                start.toString(),
                calendar.start(number).toEpochMilli(),
                calendar.start(number + 1).toEpochMilli());
    }

    /** Counts a request; a null caller has no row of its own. */
    void count(String plan, @Nullable String caller, int units, boolean admitted) {
        Row row = row(period(), plan, caller);
        if (admitted) {
            row.requests.increment();
            row.units.add(units);
        } else {
            row.refused.increment();
        }
    }

    /** Counts what work came to that was reserved for: the request itself is counted by the guard. */
    void countWork(String plan, @Nullable String caller, int units) {
        row(period(), plan, caller).units.add(units);
    }

    private Period period() {
        Period known = current;
        return known.isAt(clock.millis()) ? known : advance();
    }

    private synchronized Period advance() {
        Instant now = clock.instant();
        Period before = current;
        if (before.isAt(now.toEpochMilli())) {
            return before;
        }
        Period next = periodOf(now);
        for (Period known : finished) {
            next = known.start.equals(next.start) ? known : next;
        }
        finished.remove(next);
        finished.addLast(before);
        current = next;
        while (finished.size() > KEPT) {
            finished.removeFirst();
        }
        return next;
    }

    private Row row(Period period, String plan, @Nullable String caller) {
        if (caller != null) {
            Map<String, Row> ofPlan = period.callers.get(plan);
            Row row = ofPlan == null ? null : ofPlan.get(caller);
            if (row != null) {
                return row;
            }
            if (period.rows.incrementAndGet() <= mostCallers) {
                return period.callers
                        .computeIfAbsent(plan, name -> new ConcurrentHashMap<>())
                        .computeIfAbsent(caller, id -> new Row());
            }
            period.rows.decrementAndGet();
        }
        return period.together.computeIfAbsent(plan, name -> new Row());
    }

    /** The running period so far, by plan and caller. */
    public List<Usage> current() {
        return rows(period());
    }

    /** The finished periods that were not handed over yet, oldest first. */
    public synchronized List<Usage> ended() {
        advance();
        List<Usage> rows = new ArrayList<>();
        long now = clock.millis();
        for (Period period : List.copyOf(finished)) {
            // One that has not begun was counted by a clock that was ahead.
            if (now >= period.endMillis + GRACE_MILLIS || now < period.startMillis - CORRECTION_MILLIS) {
                finished.remove(period);
                rows.addAll(rows(period));
            }
        }
        return rows;
    }

    private static List<Usage> rows(Period period) {
        List<Usage> rows = new ArrayList<>();
        period.together.forEach((plan, row) -> rows.add(usage(period, plan, null, row)));
        period.callers.forEach((plan, callers) -> callers.forEach((id, row) -> rows.add(usage(period, plan, id, row))));
        rows.sort(Comparator.comparing(Usage::plan)
                .thenComparing(Usage::caller, Comparator.nullsFirst(Comparator.naturalOrder())));
        return rows;
    }

    private static Usage usage(Period period, String plan, @Nullable String caller, Row row) {
        return new Usage(period.start, plan, caller, row.requests.sum(), row.units.sum(), row.refused.sum());
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "RATE-USAGE",
                "UsageMeter",
                "counted by caller, plan and " + calendar + ", " + mostCallers + " callers at most; exported as rows"));
    }

    @Override
    public String toString() {
        return "UsageMeter[by " + calendar + "]";
    }
}
