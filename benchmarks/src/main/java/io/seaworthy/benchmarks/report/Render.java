package io.seaworthy.benchmarks.report;

import io.seaworthy.benchmarks.report.Catalogue.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes {@code RESULTS.md}, its plots and the {@link Quotes} in the READMEs from the runs in {@code results/}: one folder
 * for each set and JDK. The full set of the oldest JDK makes the tables.
 */
public final class Render {

    private Render() {}

    /** In the folder of the module. */
    public static void render(Path module) throws IOException {
        List<Results> runs = runs(module);
        List<Section> sections = Catalogue.read(module.resolve("catalogue.json"));
        Results first = runs.get(0);
        Path plots = Files.createDirectories(module.resolve("results/plots"));
        for (Section section : sections) {
            if (section.tables().stream().anyMatch(t -> !first.of(t.benchmark()).isEmpty())) {
                Files.writeString(plots.resolve(section.id() + ".svg"), BarPlot.of(section, first));
            }
        }
        Files.writeString(module.resolve("RESULTS.md"), Markdown.of(first, sections, runs.subList(1, runs.size())));
        Quotes.write(module);
    }

    /** The run of the tables first. */
    static List<Results> runs(Path module) throws IOException {
        List<Results> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(module.resolve("results"))) {
            for (Path folder : folders.filter(f -> Files.exists(f.resolve("machine.json")))
                    .sorted()
                    .toList()) {
                runs.add(Results.read(folder));
            }
        }
        return runs;
    }

    /** A sentence for each row that no table shows, and where a whole set ran for each table and goal without a row. */
    public static List<String> missing(Results results, Path catalogue, boolean wholeSet) throws IOException {
        List<Section> sections = Catalogue.read(catalogue);
        List<String> missing = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Section section : sections) {
            section.tables().forEach(table -> shown.add(table.benchmark()));
        }
        for (Row row : results.rows()) {
            if (!shown.contains(row.benchmark())) {
                missing.add(row.name() + ": in no table");
            }
        }
        if (wholeSet) {
            shown.stream()
                    .filter(benchmark -> results.of(benchmark).isEmpty())
                    .forEach(benchmark -> missing.add(benchmark + ": a table without rows"));
            sections.stream()
                    .flatMap(section -> section.goals().stream())
                    .filter(goal -> goal.judge(results).isEmpty())
                    .forEach(goal -> missing.add(goal.what() + ": a goal that was not measured"));
        }
        return missing;
    }

    public static void main(String[] args) throws IOException {
        render(Path.of("").toAbsolutePath());
    }
}
