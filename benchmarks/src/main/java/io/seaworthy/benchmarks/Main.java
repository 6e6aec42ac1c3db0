package io.seaworthy.benchmarks;

import io.seaworthy.benchmarks.report.RatioBudgets;
import io.seaworthy.benchmarks.report.Render;
import io.seaworthy.benchmarks.report.Results;
import io.seaworthy.benchmarks.server.ServerRuns;
import io.seaworthy.benchmarks.settings.ColdStarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code quick}, {@code full} or {@code tokens}, then patterns of names where not all shall run. Bytes per operation are always measured.
 *
 * <p>A whole set goes to {@code results/}, is rendered to {@code RESULTS.md} and held to the ratios of {@code
 * budgets.json}, or with {@code -Dratios.write=true} becomes those ratios. What patterns chose goes to {@code target/} and is shown as JMH shows it.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        MeasuredSet set = MeasuredSet.of(args[0]);
        List<String> patterns = List.of(args).subList(1, args.length).stream()
                .filter(pattern -> !pattern.equals(".*"))
                .toList();
        Path module = Path.of("").toAbsolutePath();
        if (!patterns.isEmpty()) {
            jmh(set, patterns, Files.createDirectories(module.resolve("target")));
            return;
        }
        Path results = Files.createDirectories(module.resolve("results/" + set.folder()));
        Machine.write(results.resolve("machine.json"), set);
        jmh(set, patterns, results);
        if (set == MeasuredSet.FULL) {
            ColdStarts.run(results.resolve("cold.json"));
            ServerRuns.run(results.resolve("servers.json"));
        }
        Render.render(module);
        Path budgets = module.resolve("budgets.json");
        if (Boolean.getBoolean("ratios.write")) {
            RatioBudgets.write(budgets, Results.read(results));
        } else {
            hold(RatioBudgets.read(budgets), Results.read(results));
        }
    }

    private static void jmh(MeasuredSet set, List<String> patterns, Path folder) throws RunnerException {
        ChainedOptionsBuilder options = set.applyTo(
                new OptionsBuilder()
                        .addProfiler(GCProfiler.class)
                        // A row that fails is left out and shown as not measured; half an hour is not lost with it.
                        .shouldFailOnError(!patterns.isEmpty())
                        .resultFormat(ResultFormatType.JSON)
                        .result(folder.resolve("jmh.json").toString()),
                patterns);
        new Runner(options.build()).run();
    }

    private static void hold(RatioBudgets budgets, Results results) throws IOException {
        List<String> broken = budgets.broken(results);
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Budgets are broken:\n" + String.join("\n", broken));
        }
    }
}
