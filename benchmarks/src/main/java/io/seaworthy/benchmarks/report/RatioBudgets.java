package io.seaworthy.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
