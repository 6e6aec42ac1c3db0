package io.seaworthy.benchmarks.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The generic cell rate algorithm by hand: the theoretical arrival time of a key is one word. */
final class CasLimits {

    private final long interval;
    private final long burst = Duration.ofDays(1).toNanos();

    private CasLimits(long perDay) {
        interval = burst / perDay;
    }

    static KeyedLimit word(long perDay) {
        CasLimits limits = new CasLimits(perDay);
        AtomicLong word = new AtomicLong(System.nanoTime());
        return key -> limits.take(word);
    }

    static KeyedLimit map(int count, long perDay) {
        CasLimits limits = new CasLimits(perDay);
        String[] keys = Keys.texts(count);
        ConcurrentHashMap<String, AtomicLong> words = new ConcurrentHashMap<>();
        for (String key : keys) {
            words.put(key, new AtomicLong(System.nanoTime()));
        }
        return key -> {
            AtomicLong word = words.get(keys[key]);
            return word != null && limits.take(word);
        };
    }

    private boolean take(AtomicLong word) {
        long now = System.nanoTime();
        while (true) {
            long before = word.get();
            long after = (before - now > 0 ? before : now) + interval;
            if (after - now > burst) {
                return false;
            }
            if (word.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
