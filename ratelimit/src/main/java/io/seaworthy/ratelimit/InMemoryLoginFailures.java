package io.seaworthy.ratelimit;

import io.seaworthy.kernel.config.Faults;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbers of failures in flat arrays. An account lives in one of the eight slots of its group; a newcomer to a full group
 * takes the slot with the least failures. Groups are chosen with a seed of this process, so nobody can aim at one.
 * Thread-safe.
 */
final class InMemoryLoginFailures implements LoginFailures {

    private static final int WAYS = 8;

    private final long seed = new SecureRandom().nextLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final int groups;

    // All guarded by the lock: two longs of the key, and the failures; 0 is an empty slot.
    private final long[] keys;
    private final int[] failures;

    InMemoryLoginFailures(int accounts) {
        Faults faults = Faults.in("LoginFailures");
        boolean sound = accounts >= 1_000 && accounts <= 10_000_000;
        faults.check(sound, "accounts", Integer.toString(accounts), "out_of_range", "1,000 to 10,000,000 accounts");
        faults.throwIfAny();
        groups = (accounts + WAYS - 1) / WAYS;
        keys = new long[groups * WAYS * 2];
        failures = new int[groups * WAYS];
    }

    @Override
    public boolean charge(String account, int most) {
        LimitKey key = LimitKey.ofAccount(AccountNames.fold(account), null);
        lock.lock();
        try {
            int slot = find(key);
            if (slot < 0) {
                slot = leastOf(group(key));
                keys[2 * slot] = key.high();
                keys[2 * slot + 1] = key.low();
                failures[slot] = 0;
            }
            if (failures[slot] >= most) {
                return false;
            }
            failures[slot]++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refund(String account) {
        change(account, false);
    }

    @Override
    public void clear(String account) {
        change(account, true);
    }

    private void change(String account, boolean clear) {
        LimitKey key = LimitKey.ofAccount(AccountNames.fold(account), null);
        lock.lock();
        try {
            int slot = find(key);
            if (slot >= 0) {
                failures[slot] = clear ? 0 : failures[slot] - 1;
            }
        } finally {
            lock.unlock();
        }
    }

    private int group(LimitKey key) {
        long mixed = (key.high() ^ seed) * 0x9e37_79b9_7f4a_7c15L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), groups);
    }

    private int find(LimitKey key) {
        int first = group(key) * WAYS;
        for (int slot = first; slot < first + WAYS; slot++) {
            if (failures[slot] > 0 && keys[2 * slot] == key.high() && keys[2 * slot + 1] == key.low()) {
                return slot;
            }
        }
        return -1;
    }

    private int leastOf(int group) {
        int least = group * WAYS;
        for (int slot = least + 1; slot < (group + 1) * WAYS; slot++) {
            if (failures[slot] < failures[least]) {
                least = slot;
            }
        }
        return least;
    }

    @Override
    public String toString() {
        return "in memory, " + groups * WAYS + " accounts";
    }
}
