package io.seaworthy.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderTest {

    private static final String RUN = """
            {"benchmark": "io.seaworthy.benchmarks.b.Job.work", "params": {"who": "%s"},
             "primaryMetric": {"score": %s, "scoreError": %s, "scorePercentiles": {"50.0": %s}},
             "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s}}}""";

    @TempDir
    private Path module;

    @BeforeEach
    void write() throws IOException {
        Path results = Files.createDirectories(module.resolve("results/jdk17"));
        Files.writeString(
                results.resolve("machine.json"),
                "{\"cores\": 2, \"processor\": \"P\", \"jdk\": \"JDK 17\", \"set\": \"full\", \"date\": \"2026-11-21\"}");
        Files.writeString(
                results.resolve("jmh.json"),
                "[" + RUN.formatted("SEAWORTHY", "40", "\"NaN\"", "40", "0.001")
                        + "," + RUN.formatted("PEER", "90", "9", "80", "64")
                        + "," + RUN.formatted("FLOOR", "20", "1", "20", "0") + "]");
        Files.writeString(module.resolve("catalogue.json"), """
                [{"id": "s", "title": "Section", "tables": [["b.Job.work", "A <job>"]], "goals": [
                  {"what": "by the peer", "row": "b.Job.work/SEAWORTHY", "by": "b.Job.work/PEER", "atMost": 0.6},
                  {"what": "time", "row": "b.Job.work/SEAWORTHY", "nanos": 30},
                  {"what": "bytes", "row": "b.Job.work/SEAWORTHY", "bytes": 0},
                  {"what": "other", "row": "b.Job.rest/SEAWORTHY", "nanos": 30}]}]""");
    }

    @Test
    void results_areOneTableForEachJob_withRatiosOfMedians() throws Exception {
        Render.render(module);

        assertThat(Files.readString(module.resolve("RESULTS.md")))
                .contains("2 cores, P, JDK 17, the full set, 2026-11-21.")
                .contains("| **seaworthy** | 40.0 ns |  | 1.00 | 2.00 | 0 |")
                .contains("| peer | 90.0 ns | ± 10 % | 2.00 | 4.00 | 64 |")
                .contains("| floor | 20.0 ns | ± 5 % | 0.50 | 1.00 | 0 |");
    }

    @Test
    void goals_areMetMissedOrNotMeasured() throws Exception {
        Render.render(module);

        assertThat(Files.readString(module.resolve("RESULTS.md")))
                .contains("| Section | by the peer | 0.60 x | 0.50 x | met |")
                .contains("| Section | time | 30.0 ns | 40.0 ns | **missed** |")
                .contains("| Section | bytes | 0 B | 0 B | met |")
                .contains("| Section | other | | | not measured |");
    }

    @Test
    void plot_isWellFormed_withABarForEachRow() throws Exception {
        Render.render(module);

        var plot = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(module.resolve("results/plots/s.svg").toFile());
        assertThat(plot.getElementsByTagName("text").item(0).getTextContent())
                .as("a plot that is shown alone")
                .isEqualTo("2 cores, P, JDK 17, the full set, 2026-11-21");
        assertThat(plot.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertThat(plot.getElementsByTagName("path").getLength())
                .as("error bars of the rows that have an error")
                .isEqualTo(2);
    }

    @Test
    void floor_thatIsNothing_hasNoRatio_andNothingIsNamed() throws Exception {
        Files.writeString(
                module.resolve("results/jdk17/jmh.json"),
                "[" + RUN.formatted("SEAWORTHY", "40", "1", "40", "0")
                        + "," + RUN.formatted("FLOOR", "0.5", "0.1", "0.5", "0") + ","
                        + RUN.formatted("x", "0.7", "0.1", "0.7", "0")
                                .replace("b.Job.work", "Noop.nothing")
                                .replace("\"who\": \"x\"", "")
                        + "]");

        Render.render(module);

        assertThat(Files.readString(module.resolve("RESULTS.md")))
                .contains("| **seaworthy** | 40.0 ns | ± 3 % | 1.00 |  | 0 |")
                .contains("An operation that does nothing takes 0.70 ns in this run.");
    }

    @Test
    void brokenBudget_namesTheRowTheOldAndTheNewFigure() throws Exception {
        Results results = Results.read(module.resolve("results/jdk17"));
        Path budgets = module.resolve("budgets.json");
        Files.writeString(budgets, """
                {"bytes": {"x": 1}, "ratios": {"tolerance": 1.5, "rows": {
                  "b.Job.work/SEAWORTHY": {"floor": "b.Job.work/FLOOR", "ratio": 1.2}}}}""");

        assertThat(RatioBudgets.read(budgets).broken(results))
                .containsExactly("b.Job.work/SEAWORTHY: budgets.json has 1.20 times b.Job.work/FLOOR (tolerance 1.5),"
                        + " measured is 2.00");

        RatioBudgets.write(budgets, results);
        assertThat(RatioBudgets.read(budgets).broken(results)).isEqualTo(List.of());
        assertThat(Files.readString(budgets)).contains("\"x\" : 1");
    }
}
