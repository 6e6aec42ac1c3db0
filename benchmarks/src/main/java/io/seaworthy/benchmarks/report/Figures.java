package io.seaworthy.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private Figures() {}

    /** In nanoseconds, microseconds or milliseconds, three digits. */
    static String time(double nanos) {
        if (Double.isNaN(nanos)) {
            return "";
        }
        if (nanos < 1_000) {
            return digits(nanos) + " ns";
        }
        return nanos < 1_000_000 ? digits(nanos / 1_000) + " µs" : digits(nanos / 1_000_000) + " ms";
    }

    static String digits(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }

    static String bytes(double bytes) {
        return Double.isNaN(bytes) ? "" : String.format(Locale.ROOT, "%,.0f", bytes);
    }

    static String percent(double error, double mean) {
        return Double.isNaN(error) || mean == 0 ? "" : String.format(Locale.ROOT, "± %.0f %%", 100 * error / mean);
    }

    /** {@code BUCKET4J_CAFFEINE} as a name. */
    static String who(String who) {
        return who.startsWith("SEAWORTHY") || who.startsWith("FLOOR") || who.equals(who.toUpperCase(Locale.ROOT))
                ? who.toLowerCase(Locale.ROOT).replace('_', ' ')
                : who.replace("_floor", " (floor)");
    }
}
