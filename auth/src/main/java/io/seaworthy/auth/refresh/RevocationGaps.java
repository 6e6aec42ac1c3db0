package io.seaworthy.auth.refresh;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which numbers of the revocation log were missing when their successors were read. Numbers are given before commit, so an
 * entry may become visible after one with a higher number. A reader therefore goes on and looks for the missing numbers
 * again, for as long as their transactions may still be open: a minute, from when this reader first saw that they are
 * missing, by its own ticker; the dates of entries are those of other nodes' clocks. Thread-safe.
 */
final class RevocationGaps {

    private static final long LONGEST_TRANSACTION = Duration.ofMinutes(1).toNanos();

    /** In front of the first number of all there may be some that are still to come. */
    private static final long BEFORE_THE_FIRST = 1_000;

    /** Above it neighbours are looked for together, along with what lies between them. */
    private static final int MOST = 16;

    /** Numbers from the first to the last, both included. */
    record Range(long first, long last) {}

    private record Gap(Range range, long seen) {}

    private final Ticker ticker;

    /** By the first number. */
    private final TreeMap<Long, Gap> gaps = new TreeMap<>();

    RevocationGaps(Ticker ticker) {
        this.ticker = ticker;
    }

    /** What to look for again: {@value #MOST} ranges at most. */
    synchronized List<Range> open() {
        long now = ticker.nanos();
        gaps.values().removeIf(gap -> now - gap.seen > LONGEST_TRANSACTION);
        int together = (gaps.size() + MOST - 1) / MOST;
        List<Range> ranges = new ArrayList<>();
        int count = 0;
        for (Gap gap : gaps.values()) {
            if (count++ % Math.max(1, together) == 0) {
                ranges.add(gap.range);
            } else {
                Range before = ranges.remove(ranges.size() - 1);
                ranges.add(new Range(before.first, gap.range.last));
            }
        }
        return ranges;
    }

    /** Notes what is missing among numbers that were read behind a position; the last of them, or the position. */
    synchronized long note(long position, List<Long> numbers) {
        long now = ticker.nanos();
        long last = position;
        if (position == 0 && !numbers.isEmpty()) {
            last = Math.max(0, numbers.get(0) - 1 - BEFORE_THE_FIRST);
        }
        for (long number : numbers) {
            if (number > last + 1) {
                gaps.putIfAbsent(last + 1, new Gap(new Range(last + 1, number - 1), now));
            }
            last = number;
        }
        return last;
    }
}
