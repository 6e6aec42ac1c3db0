package io.seaworthy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks whose names match the arguments, or all of them; bytes per operation are always measured. The
 * results go to {@code target/benchmarks.json}, a table of them to {@code target/benchmarks.md}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws RunnerException, IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result("target/benchmarks.json");
        for (String pattern : args) {
            options.include(pattern);
        }
        String table = ResultTable.of(new Runner(options.build()).run());
        Files.writeString(Path.of("target", "benchmarks.md"), table);
    }
}
