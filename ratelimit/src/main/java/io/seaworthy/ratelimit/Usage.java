package io.seaworthy.ratelimit;

import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one caller used of its plan in one period.
 *
 * @param period the first day of the period, {@code 2026-05-01}
 * @param plan the plan's name
 * @param caller the caller's id; null for all that have no row of their own: those without credentials, and those
 *     beyond the meter's bound
 * @param requests how many were admitted
 * @param units what they cost together
 * @param refused how many were refused
 */
public record Usage(String period, String plan, @Nullable String caller, long requests, long units, long refused) {

    /** The rows as CSV (RFC 4180) with a line of names. */
    public static String toCsv(List<Usage> rows) {
        StringBuilder text = new StringBuilder("period,plan,caller,requests,units,refused\r\n");
        for (Usage row : rows) {
            text.append(row.period).append(',').append(row.plan).append(',');
            text.append(row.caller == null ? "" : quoted(row.caller)).append(',');
            text.append(row.requests).append(',').append(row.units).append(',');
            text.append(row.refused).append("\r\n");
        }
        return text.toString();
    }

    /** Always in quotes; what a spreadsheet would take for a formula is made text. */
    private static String quoted(String id) {
        boolean formula = !id.isEmpty() && "=+-@\t\r".indexOf(id.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + id.replace("\"", "\"\"") + '"';
    }

    /** The rows as a JSON array. */
    public static String toJson(List<Usage> rows) {
        return new String(Json.write(rows.stream().map(Usage::members).toList()), StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("period", period);
        members.put("plan", plan);
        members.put("caller", caller);
        members.put("requests", requests);
        members.put("units", units);
        members.put("refused", refused);
        return members;
    }
}
