package io.seaworthy.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The {@code ratios} of {@code budgets.json}: how many times the floor of the same run a row may cost. A ratio moves with
 * the machine's mood, so each is held with a tolerance, the factor by which it may be exceeded.
 */
public final class RatioBudgets {

    /** The row may cost so many times its floor. */
    record Budget(String row, String floor, double ratio) {}

    private final double tolerance;
    private final List<Budget> budgets;

    RatioBudgets(double tolerance, List<Budget> budgets) {
        this.tolerance = tolerance;
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
                    row.getValue().get("ratio").asDouble()));
        });
        return new RatioBudgets(ratios.path("tolerance").asDouble(2), budgets);
    }

    /** Writes what a run measured as the budgets that the next runs are held to: ours by the floor of each table. */
    public static void write(Path file, Results results) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode budgets = (ObjectNode) json.readTree(file.toFile());
        double tolerance = budgets.path("ratios").path("tolerance").asDouble(2);
        ObjectNode ratios = budgets.putObject("ratios").put("tolerance", tolerance);
        ObjectNode rows = ratios.putObject("rows");
        for (Row row : results.rows()) {
            if (row.isOurs() && row.median() > 0) {
                results.of(row.benchmark()).stream()
                        .filter(Row::isFloor)
                        .findFirst()
                        .filter(floor -> floor.median() > 0)
                        .ifPresent(floor -> rows.putObject(row.name())
                                .put("floor", floor.name())
                                .put("ratio", Math.round(100 * row.median() / floor.median()) / 100.0));
            }
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), budgets);
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
            if (measured > budget.ratio() * tolerance) {
                broken.add(String.format(
                        Locale.ROOT,
                        "%s: budgets.json has %.2f times %s (tolerance %.1f), measured is %.2f",
                        budget.row(),
                        budget.ratio(),
                        budget.floor(),
                        tolerance,
                        measured));
            }
        }
        return broken;
    }
}
