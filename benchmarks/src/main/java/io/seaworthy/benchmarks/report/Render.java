package io.seaworthy.benchmarks.report;

import io.seaworthy.benchmarks.report.Catalogue.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code RESULTS.md} and its plots from the runs in {@code results/}: one folder for each JDK, the oldest first. */
public final class Render {

    private Render() {}

    /** In the folder of the module. */
    public static void render(Path module) throws IOException {
        List<Results> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(module.resolve("results"))) {
            for (Path folder : folders.filter(f -> Files.exists(f.resolve("machine.json")))
                    .sorted()
                    .toList()) {
                runs.add(Results.read(folder));
            }
        }
        List<Section> sections = Catalogue.read(module.resolve("catalogue.json"));
        Results first = runs.get(0);
        Path plots = Files.createDirectories(module.resolve("results/plots"));
        for (Section section : sections) {
            if (section.tables().stream().anyMatch(t -> !first.of(t.benchmark()).isEmpty())) {
                Files.writeString(plots.resolve(section.id() + ".svg"), BarPlot.of(section, first));
            }
        }
        Files.writeString(module.resolve("RESULTS.md"), Markdown.of(first, sections, runs.subList(1, runs.size())));
    }

    public static void main(String[] args) throws IOException {
        render(Path.of("").toAbsolutePath());
    }
}
