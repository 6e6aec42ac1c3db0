package io.seaworthy.headers.csp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How often which kind of violation came up, in bounded memory. Where there is no more room a new kind takes the place of
 * the rarest of a few that were not looked at lately: a flood of made-up kinds pushes out its own before one that many
 * browsers report, and nothing is shut out for good. Thread-safe.
 */
final class ViolationTallies {

    /** How many are compared for the rarest: enough to spare what comes up often, however many there are. */
    private static final int COMPARED = 16;

    private record Kind(String directive, String blocked, boolean enforced) {

        static Kind of(CspViolation violation) {
            return new Kind(violation.directive(), violation.blocked(), violation.enforced());
        }
    }

    private static final class Tally {

        final CspViolation first;
        final LongAdder count = new LongAdder();

        Tally(CspViolation first) {
            this.first = first;
        }
    }

    private final int most;
    private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Tally> slots = new ArrayList<>();
    private final LongAdder forgotten = new LongAdder();
    private int hand;

    ViolationTallies(int most) {
        this.most = most;
    }

    /** Counts a violation of a kind that is known; false where it is none. */
    boolean countKnown(CspViolation violation) {
        Tally known = tallies.get(Kind.of(violation));
        if (known != null) {
            known.count.increment();
        }
        return known != null;
    }

    /** Counts a violation of whatever kind; true where the kind is new. */
    boolean count(CspViolation violation) {
        lock.lock();
        try {
            if (countKnown(violation)) {
                return false;
            }
            Tally fresh = new Tally(violation);
            fresh.count.increment();
            if (slots.size() < most) {
                slots.add(fresh);
            } else {
                replaceRarest(fresh);
            }
            tallies.put(Kind.of(violation), fresh);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void replaceRarest(Tally fresh) {
        int rarest = hand;
        for (int i = 0; i < Math.min(COMPARED, most); i++) {
            int slot = (hand + i) % most;
            rarest = slots.get(slot).count.sum() < slots.get(rarest).count.sum() ? slot : rarest;
        }
        hand = (hand + COMPARED) % most;
        Tally victim = slots.set(rarest, fresh);
        tallies.remove(Kind.of(victim.first));
        forgotten.add(victim.count.sum());
    }

    /** Violations whose kind had to make room. */
    long forgotten() {
        return forgotten.sum();
    }

    int size() {
        return tallies.size();
    }

    /** The most frequent first. */
    List<CspViolationGroup> groups() {
        List<CspViolationGroup> groups = new ArrayList<>();
        tallies.values().forEach(tally -> groups.add(new CspViolationGroup(tally.first, tally.count.sum())));
        groups.sort(Comparator.comparingLong(CspViolationGroup::count).reversed());
        return List.copyOf(groups);
    }

    void clear() {
        lock.lock();
        try {
            tallies.clear();
            slots.clear();
            hand = 0;
            forgotten.reset();
        } finally {
            lock.unlock();
        }
    }
}
