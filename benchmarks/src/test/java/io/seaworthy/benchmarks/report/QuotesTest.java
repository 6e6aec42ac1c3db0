package io.seaworthy.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotesTest {

    private static final String RUN = """
            {"benchmark": "io.seaworthy.benchmarks.b.Job.work", "params": {"who": "%s"},
             "primaryMetric": {"score": %s, "scoreError": %s, "scorePercentiles": {"50.0": %s}},
             "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s}}}""";

    @TempDir
    private Path project;

    private Path module;

    @BeforeEach
    void write() throws IOException {
        module = Files.createDirectories(project.resolve("benchmarks"));
        Path results = Files.createDirectories(module.resolve("results/jdk17"));
        Files.writeString(results.resolve("machine.json"), "{}");
        Files.writeString(
                results.resolve("jmh.json"),
                "[" + RUN.formatted("SEAWORTHY", "40", "4", "40", "36000")
                        + "," + RUN.formatted("SLOW", "90", "9", "90", "64")
                        + "," + RUN.formatted("QUICK", "80", "9", "80", "64") + "]");
        Files.writeString(module.resolve("catalogue.json"), """
                [{"id": "s", "title": "Section", "tables": [], "goals": [
                  {"what": "time: at most", "row": "b.Job.work/SEAWORTHY", "nanos": 30}]}]""");
        Files.createDirectories(module.resolve("quotes/auth"));
        Files.createDirectories(project.resolve("auth"));
    }

    /** A README that quotes an older run, or that was edited by hand, is stale. */
    @Test
    void readmes_quoteTheReport() throws IOException {
        Map<Path, String> filled = Quotes.filled(Path.of("").toAbsolutePath());

        assertThat(filled).hasSizeGreaterThanOrEqualTo(7);
        for (Map.Entry<Path, String> readme : filled.entrySet()) {
            assertThat(Files.readString(readme.getKey()))
                    .as("%s: run io.seaworthy.benchmarks.report.Render", readme.getKey())
                    .isEqualTo(readme.getValue());
        }
    }

    @Test
    void figures_areFilledIn_andTheRestStays() throws IOException {
        Files.writeString(module.resolve("quotes/auth/README.md"), """
                <!-- quote cost -->
                {time b.Job.work/SLOW}; {error b.Job.work/SEAWORTHY}; {bytes b.Job.work/SEAWORTHY}
                {ratio b.Job.work/SEAWORTHY b.Job.work/QUICK}; {rate 80 b.Job.work/QUICK}; {fastest b.Job.work}
                {goal Section: time: at most}
                <!-- end of quote -->
                """);
        Path readme = project.resolve("auth/README.md");
        Files.writeString(readme, "before\n<!-- quote cost -->\nstale\n<!-- end of quote -->\nafter\n");

        Quotes.write(module);
        Quotes.write(module);

        assertThat(readme).hasContent("""
                before
                <!-- quote cost -->
                90.0 ns; 40.0 ns ± 10 %; 36,000
                0.50; 1.0 GB/s; 80.0 ns, quick
                40.0 ns, missed
                <!-- end of quote -->
                after
                """);
    }

    @Test
    void whatIsNotThere_isNamed() throws IOException {
        Path template = module.resolve("quotes/auth/README.md");
        Path readme = project.resolve("auth/README.md");
        Files.writeString(readme, "<!-- quote cost -->\n<!-- end of quote -->\n");

        Files.writeString(
                template, "<!-- quote cost -->\n{time b.Job.rest/SLOW} {fastest b.Job.rest}\n<!-- end of quote -->\n");
        Quotes.write(module);
        assertThat(readme).content().contains("\nnot measured not measured\n");

        Files.writeString(template, "<!-- quote cost -->\n{goal Section: bytes}\n<!-- end of quote -->\n");
        assertThatThrownBy(() -> Quotes.write(module)).hasMessageContaining("There is no goal Section: bytes");

        Files.writeString(template, "<!-- quote other -->\n<!-- end of quote -->\n");
        assertThatThrownBy(() -> Quotes.write(module)).hasMessageContaining("has a quote that quotes/ has not: cost");

        Files.writeString(readme, "nothing\n");
        assertThatThrownBy(() -> Quotes.write(module)).hasMessageContaining("has no place for [other]");
    }
}
