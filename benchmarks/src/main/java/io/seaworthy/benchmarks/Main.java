package io.seaworthy.benchmarks;

import io.seaworthy.benchmarks.report.RatioBudgets;
import io.seaworthy.benchmarks.report.Render;
import io.seaworthy.benchmarks.report.Results;
import io.seaworthy.benchmarks.server.ServerRuns;
import io.seaworthy.benchmarks.settings.ColdStarts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code quick}, {@code full}, {@code tokens} or {@code smoke}, then patterns of names where not all shall run. Bytes per operation are always measured.
 *
 * <p>A whole set goes to {@code results/}, is rendered to {@code RESULTS.md} and held to the ratios of {@code
 * budgets.json}, or with {@code -Dratios.write=true} becomes those ratios; all of it is written before anything fails.
 * What patterns chose goes to {@code target/} and is shown as JMH shows it; the smoke set is written below {@code target/} whole.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        MeasuredSet set = MeasuredSet.of(args[0]);
        List<String> patterns = List.of(args).subList(1, args.length).stream()
                .filter(pattern -> !pattern.equals(".*"))
                .toList();
        Path module = Path.of("").toAbsolutePath();
        Path target = Files.createDirectories(module.resolve("target"));
        if (patterns.isEmpty()) {
            wholeSet(set, module, set == MeasuredSet.SMOKE ? smoke(module, target) : module);
        } else {
            chosenJmh(set, patterns, target);
        }
    }

    /** A smoke run's own folder: what is published, budgets included, stays as it is. */
    private static Path smoke(Path module, Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolve("smoke"));
        for (String file : List.of("catalogue.json", "budgets.json")) {
            Files.copy(module.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    private static void wholeSet(MeasuredSet set, Path module, Path into) throws IOException {
        Path published = into.resolve("results/" + set.folder());
        Path results = emptied(module.resolve("target/running/" + set.folder()));
        Machine.write(results.resolve("machine.json"), set);
        List<String> failures = new ArrayList<>();
        attempt("benchmarks", failures, () -> wholeJmh(set, results));
        if (set.hasProcesses()) {
            boolean briefly = set == MeasuredSet.SMOKE;
            attempt("cold processes", failures, () -> ColdStarts.run(results.resolve("cold.json"), briefly));
            attempt("servers", failures, () -> ServerRuns.run(results.resolve("servers.json"), briefly));
        }
        if (!Files.exists(results.resolve("jmh.json"))) {
            throw new IllegalStateException("Nothing was measured, and nothing changed: " + failures);
        }
        replace(published, results);
        attempt("report", failures, () -> Render.render(into));
        Results measured = Results.read(published);
        failures.addAll(Expected.missing(set, measured, into.resolve("catalogue.json")));
        Path budgets = into.resolve("budgets.json");
        if (Boolean.getBoolean("ratios.write") || set == MeasuredSet.SMOKE) {
            RatioBudgets.write(budgets, measured);
        } else {
            failures.addAll(RatioBudgets.read(budgets).broken(measured));
        }
        System.out.println("Written: " + module.relativize(into.resolve("RESULTS.md")));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Not as it should be:\n" + String.join("\n", failures));
        }
    }

    /** A run's own folder: what an earlier one left must not be shown as this one's. */
    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    /** The whole of an earlier run of the same set makes way, also for one that measured less. */
    private static void replace(Path published, Path measured) throws IOException {
        emptied(published);
        try (Stream<Path> files = Files.list(measured)) {
            for (Path file : files.toList()) {
                Files.copy(file, published.resolve(file.getFileName()));
            }
        }
    }

    /** A part of a run. */
    private interface Part {
        void run() throws Exception;
    }

    /** What one part could not measure must not cost what the others did. */
    private static void attempt(String what, List<String> failures, Part part) {
        try {
            part.run();
        } catch (Exception e) {
            e.printStackTrace();
            failures.add(what + ": " + e);
        }
    }

    /** A whole set is a run for each class, so that a broken run loses one class. */
    private static void wholeJmh(MeasuredSet set, Path folder) throws RunnerException, IOException {
        List<RunResult> done = new ArrayList<>();
        for (Expected.Group group : Expected.groups(set)) {
            // A row that fails is left out and named; half an hour is not lost with it.
            ChainedOptionsBuilder options =
                    new OptionsBuilder().addProfiler(GCProfiler.class).shouldFailOnError(false);
            done.addAll(
                    new Runner(set.applyTo(options, group.names(), group.late()).build()).run());
            write(done, folder);
        }
    }

    private static void chosenJmh(MeasuredSet set, List<String> patterns, Path folder)
            throws RunnerException, IOException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().addProfiler(GCProfiler.class).shouldFailOnError(true);
        patterns.forEach(options::include);
        write(new Runner(set.applyTo(options).build()).run(), folder);
    }

    private static void write(Collection<RunResult> results, Path folder) throws IOException {
        try (PrintStream out = new PrintStream(folder.resolve("jmh.json").toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
    }
}
