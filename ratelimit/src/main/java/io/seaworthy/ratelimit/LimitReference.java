package io.seaworthy.ratelimit;

import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All limits of a service as a table, for its documentation: generated from what is in force. Callers with quotas of
 * their own are not in it.
 *
 * @param rows the limits
 * @param exempt the routes without a plan limit
 * @param unlimited the plans without a quota
 */
public record LimitReference(List<Row> rows, List<String> exempt, List<String> unlimited) {

    /**
     * One limit.
     *
     * @param appliesTo the plan or the routes
     * @param policy the name in the {@code RateLimit} fields
     * @param by whom it counts
     * @param quota how much is allowed
     */
    public record Row(String appliesTo, String policy, String by, Quota quota) {

        private String per() {
            return quota.calendar() != null
                    ? quota.calendar().toString()
                    : quota.period().toMillis() / 1000.0 + " s";
        }
    }

    private static final Comparator<Row> SLOWEST_FIRST = Comparator.comparing(
                    (Row row) -> row.quota.intervalNanos(), Comparator.reverseOrder())
            .thenComparing(Row::appliesTo);

    public LimitReference {
        rows = List.copyOf(rows);
        exempt = List.copyOf(exempt);
        unlimited = List.copyOf(unlimited);
    }

    static LimitReference of(LimitSheet sheet) {
        List<List<Row>> plans = new ArrayList<>();
        List<String> unlimited = new ArrayList<>();
        new TreeMap<>(sheet.plans()).forEach((name, tier) -> {
            if (tier.limits().isEmpty()) {
                unlimited.add(name);
            } else {
                plans.add(rows("plan " + name, "caller", tier));
            }
        });
        plans.sort(Comparator.comparing(tier -> tier.get(0), SLOWEST_FIRST));
        List<Row> rows = plans.stream().flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
        sheet.rules().forEach(rule -> rows.addAll(rows(rule)));
        rows.add(row("flood ceiling", "address", sheet.flood()));
        return new LimitReference(
                rows, sheet.exempt().stream().map(RoutePattern::toString).toList(), unlimited);
    }

    private static List<Row> rows(SheetRule sheetRule) {
        LimitRule rule = sheetRule.rule();
        String routes = rule.patterns.isEmpty()
                ? "on demand"
                : rule.patterns.stream().map(RoutePattern::toString).collect(Collectors.joining(", "));
        String share = rule.percent == 100 ? "" : " (" + rule.percent + " % of callers)";
        String by = rule.by.name().toLowerCase(Locale.ROOT);
        List<Row> rows = new ArrayList<>(rows(routes + share, by, sheetRule.tier()));
        new TreeMap<>(sheetRule.plans())
                .forEach((plan, tier) -> rows.addAll(rows(routes + ", plan " + plan + share, by, tier)));
        return rows;
    }

    private static List<Row> rows(String appliesTo, String by, Tier tier) {
        return tier.limits().stream().map(fields -> row(appliesTo, by, fields)).toList();
    }

    private static Row row(String appliesTo, String by, LimitFields fields) {
        return new Row(appliesTo, fields.limit().policy(), by, fields.limit().quota());
    }

    /** A table in Markdown, one row for each limit. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("| applies to | policy | counted by | requests | per | at once |\n")
                .append("|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ").append(row.appliesTo.replace("|", "\\|"));
            text.append(" | `").append(row.policy).append("` | ").append(row.by);
            text.append(" | ").append(row.quota.requests()).append(" | ").append(row.per());
            text.append(" | ").append(row.quota.burst()).append(" |\n");
        }
        line(text, "Plans without a limit", unlimited);
        line(text, "Without a plan limit", exempt);
        return text.toString();
    }

    private static void line(StringBuilder text, String title, List<String> names) {
        if (!names.isEmpty()) {
            text.append('\n').append(title).append(": `");
            text.append(String.join("`, `", names)).append("`\n");
        }
    }

    /** The same for machines: {@code limits}, {@code exempt} and {@code unlimited}; periods in seconds or by name. */
    public String toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("limits", rows.stream().map(LimitReference::members).toList());
        document.put("exempt", exempt);
        document.put("unlimited", unlimited);
        return new String(Json.write(document), StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> members(Row row) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("applies_to", row.appliesTo);
        members.put("policy", row.policy);
        members.put("counted_by", row.by);
        members.put("requests", row.quota.requests());
        members.put("period_seconds", row.quota.period().toSeconds());
        members.put(
                "calendar",
                row.quota.calendar() == null ? null : row.quota.calendar().toString());
        members.put("burst", row.quota.burst());
        return members;
    }

    /** The plans in one line. */
    String plans() {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            if (row.appliesTo.startsWith("plan ")) {
                text.append(text.isEmpty() ? "" : "; ").append(row.appliesTo);
                text.append(": ").append(row.quota);
            }
        }
        return text.toString();
    }
}
