package io.seaworthy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedTest {

    private static String benchmark(String row) {
        return row.substring(0, row.indexOf('/'));
    }

    @Test
    void everyRow_isInATable_andEveryGoalNamesARow() throws IOException {
        Set<String> tables = new HashSet<>();
        Set<String> goals = new HashSet<>();
        for (JsonNode section : new ObjectMapper().readTree(new File("catalogue.json"))) {
            section.get("tables").forEach(table -> tables.add(table.get(0).asText()));
            section.path("goals").forEach(goal -> goals.add(goal.get("row").asText()));
        }
        goals.removeIf(row -> row.startsWith("server.j") || row.startsWith("server.t") || row.startsWith("settings.c"));
        List<String> rows = Expected.rows(MeasuredSet.FULL);

        assertThat(rows.stream().map(ExpectedTest::benchmark)).isSubsetOf(tables);
        assertThat(rows).containsAll(goals);
    }

    @Test
    void groups_haveEveryBenchmarkOnce_andLateOnesApart() {
        var groups = Expected.groups(MeasuredSet.FULL);

        assertThat(groups.stream().flatMap(group -> group.names().stream())).doesNotHaveDuplicates();
        assertThat(groups.stream().filter(Expected.Group::late).flatMap(group -> group.names().stream()))
                .containsExactlyInAnyOrder(
                        "io.seaworthy.benchmarks.LoggingBenchmark.loggingEventToBytes",
                        "io.seaworthy.benchmarks.LoggingBenchmark.loggingEventWithoutRedaction",
                        "io.seaworthy.benchmarks.log.EventToBytes.standard",
                        "io.seaworthy.benchmarks.token.VerifyHs256.verify");
    }

    @Test
    void quickSet_hasOursAndTheFloorsOnOneThread() {
        assertThat(Expected.rows(MeasuredSet.QUICK))
                .contains("token.IssueRs256.issue/SEAWORTHY", "token.IssueRs256.issue/FLOOR", "Noop/nothing")
                .noneMatch(row -> row.endsWith("/JJWT") || row.contains("OnTwoThreads") || row.contains("OnAllCores"));
    }
}
