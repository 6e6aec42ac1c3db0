package io.seaworthy.auth.internal;

import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as people write them, for the messages of faulty options. Stateless. */
public final class Durations {

    /** Above it, milliseconds would not fit into a long. */
    private static final Duration MOST = Duration.ofDays(1_000_000);

    private Durations() {}

    /** Reports the option where it is set and lies outside. */
    public static void range(Faults faults, String path, @Nullable Duration value, Duration low, Duration high) {
        if (value != null && (value.compareTo(low) < 0 || value.compareTo(high) > 0)) {
            faults.add(path, text(value), "out_of_range", text(low) + " to " + text(high));
        }
    }

    /** {@code 400 days} and not {@code PT9600H}: the largest unit of which it is a whole number. */
    static String text(Duration value) {
        if (value.isZero()) {
            return "0";
        }
        boolean whole = value.getNano() % 1_000_000 == 0 && value.compareTo(MOST) <= 0;
        if (value.isNegative() || !whole) {
            return value.toString();
        }
        long millis = value.toMillis();
        if (millis % 86_400_000 == 0 && millis > 86_400_000) {
            return millis / 86_400_000 + " days";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
