package io.seaworthy.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the results are called, in which order they are shown, and what they should reach: {@code catalogue.json}. */
final class Catalogue {

    /** A table: a benchmark and its title. */
    record Table(String benchmark, String title) {}

    /** A part of the report. */
    record Section(String id, String title, String note, List<Table> tables, List<Goal> goals) {}

    private Catalogue() {}

    static List<Section> read(Path file) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
            List<Table> tables = new ArrayList<>();
            for (JsonNode table : node.get("tables")) {
                tables.add(new Table(table.get(0).asText(), table.get(1).asText()));
            }
            List<Goal> goals = new ArrayList<>();
            for (JsonNode goal : node.path("goals")) {
                goals.add(Goal.of(goal));
            }
            sections.add(new Section(
                    node.get("id").asText(),
                    node.get("title").asText(),
                    node.path("note").asText(""),
                    tables,
                    goals));
        }
        return sections;
    }
}
