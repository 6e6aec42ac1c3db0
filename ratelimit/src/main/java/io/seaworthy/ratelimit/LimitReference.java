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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a service as a table, for its documentation: generated from what is in force. It may be published, so
 * callers with quotas of their own are not in it, nor rules that refuse nobody. The limits of logins have a table of
 * their own, {@link LoginProtection#reference}; {@link #and} puts them together.
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
            if (quota.calendar() != null) {
                return quota.calendar().toString();
            }
            long millis = quota.period().toMillis();
            return millis % 1000 != 0 ? millis + " ms" : inSeconds(millis / 1000);
        }

        private static String inSeconds(long seconds) {
            return seconds % 86_400 == 0
                    ? seconds / 86_400 + " d"
                    : seconds % 3_600 == 0
                            ? seconds / 3_600 + " h"
                            : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
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
        sheet.rules().stream().filter(rule -> rule.rule().percent > 0).forEach(rule -> rows.addAll(rows(rule)));
        rows.add(row("flood ceiling", "address", sheet.flood()));
        return new LimitReference(
                rows, sheet.exempt().stream().map(RoutePattern::toString).toList(), unlimited);
    }

    private static List<Row> rows(SheetRule sheetRule) {
        LimitRule rule = sheetRule.rule();
        String routes = rule.patterns.isEmpty()
                ? "work that reserves it"
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

    /** Both as one table, those of the other behind. */
    public LimitReference and(LimitReference other) {
        return new LimitReference(
                joined(rows, other.rows), joined(exempt, other.exempt), joined(unlimited, other.unlimited));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
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
        // A day in a calendar has 23 to 25 hours, so it has no number of seconds.
        members.put(
                "period_seconds",
                row.quota.calendar() == null ? row.quota.period().toSeconds() : null);
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
