package io.seaworthy.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of a run as a table in Markdown, each benchmark beside the floor of its class. */
final class ResultTable {

    /**
     * One line.
     *
     * @param name class and method
     * @param mean the average time in nanoseconds
     * @param error half the width of its 99.9 % confidence interval
     * @param median the time of the middle iteration, which a disturbed one does not move
     * @param least the time of the least disturbed iteration
     * @param bytes allocated by one operation
     */
    record Row(String name, double mean, double error, double median, double least, double bytes) {

        private String type() {
            return name.substring(0, name.indexOf('.'));
        }

        private boolean isFloor() {
            return name.endsWith("_floor");
        }
    }

    private ResultTable() {}

    static String of(Collection<RunResult> results) {
        List<Row> rows = results.stream().map(ResultTable::row).toList();
        BenchmarkParams any = results.iterator().next().getParams();
        String head = "%s %s, %d processors, %d forks of %s x %s%n%n"
                .formatted(
                        any.getVmName(),
                        any.getVmVersion(),
                        Runtime.getRuntime().availableProcessors(),
                        any.getForks(),
                        any.getMeasurement().getCount(),
                        any.getMeasurement().getTime());
        return head + of(rows);
    }

    private static Row row(RunResult result) {
        String name = result.getParams().getBenchmark();
        int method = name.lastIndexOf('.');
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Row(
                name.substring(name.lastIndexOf('.', method - 1) + 1),
                time.getScore(),
                time.getScoreError(),
                time.getStatistics().getPercentile(50),
                time.getStatistics().getMin(),
                bytes == null ? Double.NaN : bytes.getScore());
    }

    /** Floors come last in their class. */
    static String of(List<Row> rows) {
        Map<String, Row> floors = new TreeMap<>();
        rows.stream().filter(Row::isFloor).forEach(row -> floors.put(row.type(), row));
        StringBuilder table = new StringBuilder(
                "| Benchmark | ns, mean | ± | median | least | B/op | median by floor's |\n|---|--:|--:|--:|--:|--:|--:|\n");
        rows.stream()
                .sorted(Comparator.comparing(Row::type).thenComparing(Row::isFloor))
                .forEach(row -> table.append(line(row, floors.get(row.type()))));
        return table.toString();
    }

    private static String line(Row row, @Nullable Row floor) {
        String ratio = floor == null ? "" : String.format(Locale.ROOT, "%.1f", row.median / floor.median);
        return String.format(
                Locale.ROOT,
                "| `%s` | %.1f | %.1f | %.1f | %.1f | %.0f | %s |%n",
                row.name,
                row.mean,
                row.error,
                row.median,
                row.least,
                row.bytes,
                ratio);
    }
}
