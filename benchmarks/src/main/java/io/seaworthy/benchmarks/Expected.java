package io.seaworthy.benchmarks;

import io.seaworthy.benchmarks.report.Render;
import io.seaworthy.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The rows that a run should have had, and that the report should show. */
final class Expected {

    private Expected() {}

    /** A sentence for each row that was not measured or that no table shows. */
    static List<String> missing(MeasuredSet set, Results results, Path catalogue) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String row : rows(set)) {
            if (results.find(row).isEmpty()) {
                missing.add(row + ": not measured");
            }
        }
        missing.addAll(Render.missing(results, catalogue, set.hasProcesses()));
        return missing;
    }

    /** The full names of a class's benchmarks, but those of its late ones apart. */
    record Group(boolean late, List<String> names) {}

    static Collection<Group> groups(MeasuredSet set) {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        Map<String, Group> groups = new TreeMap<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            String full = entry.getUsername();
            String name = full.substring(Expected.class.getPackageName().length() + 1);
            if (set.includes(name)) {
                boolean late = set.isLate(name);
                String type = full.substring(0, full.lastIndexOf('.'));
                groups.computeIfAbsent(type + late, c -> new Group(late, new ArrayList<>()))
                        .names()
                        .add(full);
            }
        }
        return groups.values();
    }

    static List<String> rows(MeasuredSet set) {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<String> rows = new ArrayList<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            String name = entry.getUsername()
                    .substring(Expected.class.getPackageName().length() + 1);
            if (!set.includes(name)) {
                continue;
            }
            String[] competitors = entry.getParams().orElse(Map.of()).get("who");
            if (competitors == null) {
                int method = name.lastIndexOf('.');
                rows.add(name.substring(0, method) + "/" + name.substring(method + 1));
                continue;
            }
            for (String who : competitors) {
                if (set.includesCompetitor(who)) {
                    rows.add(name + "/" + who);
                }
            }
        }
        return rows;
    }
}
