package io.seaworthy.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row should reach: at most so much of another row's time, at most so many nanoseconds, or at most so many bytes
 * (or what {@code unit} names; above those of another row where one is named).
 */
record Goal(String what, String row, @Nullable String by, double atMost, double nanos, double bytes, String unit) {

    static Goal of(JsonNode node) {
        return new Goal(
                node.get("what").asText(),
                node.get("row").asText(),
                node.hasNonNull("by") ? node.get("by").asText() : null,
                node.path("atMost").asDouble(Double.NaN),
                node.path("nanos").asDouble(Double.NaN),
                node.path("bytes").asDouble(Double.NaN),
                node.path("unit").asText("B"));
    }

    /** What is measured and whether that is enough; empty where a row is missing. */
    Optional<Judgement> judge(Results results) {
        Row measured = results.find(row).orElse(null);
        Row other = by == null ? null : results.find(by).orElse(null);
        if (measured == null || (by != null && other == null)) {
            return Optional.empty();
        }
        if (!Double.isNaN(bytes)) {
            double above = measured.bytes() - (other == null ? 0 : other.bytes());
            // Half a byte: what the profiler itself leaves in a row that allocates nothing.
            return Optional.of(new Judgement(
                    Figures.bytes(above) + " " + unit, Figures.bytes(bytes) + " " + unit, above, bytes + 0.5));
        }
        if (!Double.isNaN(nanos)) {
            return Optional.of(
                    new Judgement(Figures.time(measured.median()), Figures.time(nanos), measured.median(), nanos));
        }
        double ratio = other == null ? Double.NaN : measured.median() / other.median();
        return Optional.of(new Judgement(factor(ratio), factor(atMost), ratio, atMost));
    }

    private static String factor(double ratio) {
        return ratio >= 0.1 ? String.format(Locale.ROOT, "%.2f x", ratio) : String.format(Locale.ROOT, "%.4f x", ratio);
    }

    /** A figure beside its goal, both as text and as numbers. */
    record Judgement(String measured, String goal, double figure, double limit) {

        boolean isMet() {
            return figure <= limit;
        }
    }
}
