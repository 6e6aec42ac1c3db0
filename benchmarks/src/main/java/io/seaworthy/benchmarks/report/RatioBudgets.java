package io.seaworthy.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code ratios} of {@code budgets.json}: how many times the floor of the same run a row may cost. A ratio moves with
 * the machine's mood, so each is held with a tolerance, the factor by which it may be exceeded.
 */
public final class RatioBudgets {

    /** Below that a floor is an empty method, and a multiple of it says nothing. */
    static final double LEAST_FLOOR = 1;

    /** The row may cost so many times its floor, and a factor more. */
    record Budget(String row, String floor, double ratio, double tolerance) {}

    private final List<Budget> budgets;

    private RatioBudgets(List<Budget> budgets) {
        this.budgets = List.copyOf(budgets);
    }

    public static RatioBudgets read(Path file) throws IOException {
        JsonNode ratios = new ObjectMapper().readTree(file.toFile()).path("ratios");
        List<Budget> budgets = new ArrayList<>();
        ratios.path("rows").fields().forEachRemaining(row -> {
            String name = row.getKey();
            budgets.add(new Budget(
                    name,
                    row.getValue().get("floor").asText(),
                    row.getValue().get("ratio").asDouble(),
                    row.getValue()
                            .path("tolerance")
                            .asDouble(ratios.path("tolerance").asDouble(2))));
        });
        return new RatioBudgets(budgets);
    }

    /**
     * Writes what a run measured as the budgets that the next runs are held to: ours by the floor of each table, and where
     * there are no competitors each method by its class's floor. Rows that did not run keep theirs, and a row that has a
     * tolerance of its own keeps that.
     */
    public static void write(Path file, Results results) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode budgets = (ObjectNode) json.readTree(file.toFile());
        ObjectNode ratios = budgets.withObject("/ratios");
        ObjectNode rows = ratios.withObject("/rows");
        for (Row row : results.rows()) {
            Row floor = isHeld(row, results) ? floor(row, results).orElse(null) : null;
            if (floor == null) {
                rows.remove(row.name());
            } else {
                JsonNode known = rows.get(row.name());
                (known instanceof ObjectNode budget ? budget : rows.putObject(row.name()))
                        .put("floor", floor.name())
                        .put("ratio", Math.round(100 * row.median() / floor.median()) / 100.0);
            }
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), budgets);
    }

    /** Not what is itself a difference of two rows: its floor may be nothing. */
    private static boolean isHeld(Row row, Results results) {
        boolean alone = !row.isFloor() && results.of(row.benchmark()).stream().noneMatch(Row::isOurs);
        return (row.isOurs() || alone) && row.median() > 0 && !row.benchmark().endsWith(".cost");
    }

    private static Optional<Row> floor(Row row, Results results) {
        return results.of(row.benchmark()).stream()
                .filter(Row::isFloor)
                .filter(floor -> floor.median() >= LEAST_FLOOR)
                .findFirst();
    }

    /** A sentence for each broken budget: the row, the old and the new figure. Rows that did not run are left out. */
    public List<String> broken(Results results) {
        List<String> broken = new ArrayList<>();
        for (Budget budget : budgets) {
            Row row = results.find(budget.row()).orElse(null);
            Row floor = results.find(budget.floor()).orElse(null);
            if (row == null || floor == null) {
                continue;
            }
            double measured = row.median() / floor.median();
            if (!(measured <= budget.ratio() * budget.tolerance())) {
                broken.add(String.format(
                        Locale.ROOT,
                        "%s: budgets.json has %.2f times %s (tolerance %.1f), measured is %.2f",
                        budget.row(),
                        budget.ratio(),
                        budget.floor(),
                        budget.tolerance(),
                        measured));
            }
        }
        return broken;
    }
}
