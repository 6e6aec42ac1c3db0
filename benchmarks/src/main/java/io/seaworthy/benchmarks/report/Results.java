package io.seaworthy.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rows of one run: {@code jmh.json} in JMH's own format, {@code cold.json} and {@code servers.json} in ours, and
 * {@code machine.json}, which says where.
 */
public final class Results {

    private static final String PACKAGE = "io.seaworthy.benchmarks.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, JsonNode> loads = new LinkedHashMap<>();
    private final JsonNode machine;

    private Results(JsonNode machine) {
        this.machine = machine;
    }

    public static Results read(Path folder) throws IOException {
        Results results =
                new Results(JSON.readTree(folder.resolve("machine.json").toFile()));
        if (Files.exists(folder.resolve("jmh.json"))) {
            for (JsonNode run : JSON.readTree(folder.resolve("jmh.json").toFile())) {
                results.add(ofJmh(run));
            }
        }
        for (String file : List.of("cold.json", "servers.json")) {
            if (Files.exists(folder.resolve(file))) {
                for (JsonNode row : JSON.readTree(folder.resolve(file).toFile()).get("rows")) {
                    Row added = ofOurs(row);
                    results.add(added);
                    if (row.has("throughput")) {
                        results.loads.put(added.name(), row);
                    }
                }
            }
        }
        return results;
    }

    private void add(Row row) {
        rows.put(row.name(), row);
    }

    private static Row ofJmh(JsonNode run) {
        String name = run.get("benchmark").asText();
        name = name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : name;
        String who = run.path("params").path("who").asText("");
        if (who.isEmpty()) {
            // The methods of such a class are compared with its floor.
            who = name.substring(name.lastIndexOf('.') + 1);
            name = name.substring(0, name.lastIndexOf('.'));
        }
        JsonNode time = run.get("primaryMetric");
        return new Row(
                name,
                who,
                time.get("score").asDouble(),
                time.get("scoreError").asDouble(Double.NaN),
                time.path("scorePercentiles")
                        .path("50.0")
                        .asDouble(time.get("score").asDouble()),
                run.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")
                        .asDouble(Double.NaN));
    }

    private static Row ofOurs(JsonNode row) {
        return new Row(
                row.get("benchmark").asText(),
                row.get("who").asText(),
                row.get("nanos").asDouble(),
                row.path("error").asDouble(Double.NaN),
                row.path("median").asDouble(row.get("nanos").asDouble()),
                row.path("bytes").asDouble(Double.NaN));
    }

    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    public List<Row> of(String benchmark) {
        return rows.values().stream()
                .filter(row -> row.benchmark().equals(benchmark))
                .toList();
    }

    public Optional<Row> find(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    /** Throughput and percentiles of a server's row. */
    Optional<JsonNode> load(Row row) {
        return Optional.ofNullable(loads.get(row.name()));
    }

    /** Where, with what and when the run was measured, in a line. */
    String where() {
        return "%s cores, %s, %s, the %s set, %s"
                .formatted(machine("cores"), machine("processor"), machine("jdk"), machine("set"), machine("date"));
    }

    /** Processor, cores, JDK and set, in words. */
    public String machine(String key) {
        return machine.path(key).asText("unknown");
    }
}
