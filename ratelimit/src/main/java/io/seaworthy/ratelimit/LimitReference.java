package io.seaworthy.ratelimit;

import java.util.Comparator;
import java.util.List;

/**
 * All limits of a service as a table, for its documentation: generated from what is in force.
 *
 * @param rows the limits
 * @param exempt the routes without a plan limit
 */
public record LimitReference(List<Row> rows, List<String> exempt) {

    /**
     * One limit.
     *
     * @param appliesTo the plan or the routes
     * @param policy the name in the {@code RateLimit} fields
     * @param by whom it counts
     * @param quota how much is allowed
     */
    public record Row(String appliesTo, String policy, String by, Quota quota) {}

    static final Comparator<Row> SLOWEST_FIRST = Comparator.comparing(
                    (Row row) -> row.quota.intervalNanos(), Comparator.reverseOrder())
            .thenComparing(Row::appliesTo);

    public LimitReference {
        rows = List.copyOf(rows);
        exempt = List.copyOf(exempt);
    }

    static Row row(String appliesTo, String by, LimitFields fields) {
        return new Row(appliesTo, fields.limit().policy(), by, fields.limit().quota());
    }

    /** A table in Markdown, one row for each limit. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("| applies to | policy | counted by | requests | per | at once |\n")
                .append("|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ")
                    .append(row.appliesTo)
                    .append(" | `")
                    .append(row.policy)
                    .append("` | ")
                    .append(row.by)
                    .append(" | ")
                    .append(row.quota.requests())
                    .append(" | ")
                    .append(row.quota.period().toMillis() / 1000.0)
                    .append(" s | ")
                    .append(row.quota.burst())
                    .append(" |\n");
        }
        if (!exempt.isEmpty()) {
            text.append("\nWithout a plan limit: `")
                    .append(String.join("`, `", exempt))
                    .append("`\n");
        }
        return text.toString();
    }

    /** The plans in one line. */
    String plans() {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            if (row.appliesTo.startsWith("plan ")) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(row.appliesTo)
                        .append(": ")
                        .append(row.quota);
            }
        }
        return text.toString();
    }
}
