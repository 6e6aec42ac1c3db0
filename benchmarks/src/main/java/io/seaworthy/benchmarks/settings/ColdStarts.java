package io.seaworthy.benchmarks.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Processes that read thirty settings and end: the time from the first line of main, and the classes that were loaded. */
public final class ColdStarts {

    private static final int PROCESSES = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> OWN = Map.of(
            "SMALLRYE", "smallrye|microprofile|jboss-logging|asm-",
            "SPRING", "spring-(boot|core|beans|context|jcl)",
            "TYPESAFE", "typesafe",
            "OWNER", "owner");

    private ColdStarts() {}

    /** Ten processes of each, or briefly three. */
    public static void run(Path file, boolean briefly) throws Exception {
        int processes = briefly ? 3 : PROCESSES;
        ArrayNode rows = JSON.createArrayNode();
        // Verifying ColdBind opens our jar and loads the schema and its base class: two that are not counted.
        long empty = classes("EMPTY");
        for (SettingsPeer peer : SettingsPeer.values()) {
            String who = peer.name();
            double[] nanos = new double[processes];
            for (int i = 0; i < processes; i++) {
                nanos[i] = Double.parseDouble(process(who).strip());
            }
            Arrays.sort(nanos);
            double mean = Arrays.stream(nanos).average().orElseThrow();
            rows.addObject()
                    .put("benchmark", "settings.cold")
                    .put("who", who)
                    .put("nanos", mean)
                    .put("error", (nanos[processes - 2] - nanos[1]) / 2)
                    .put("least", nanos[0])
                    .put("median", (nanos[(processes - 1) / 2] + nanos[processes / 2]) / 2);
            rows.addObject()
                    .put("benchmark", "settings.classes")
                    .put("who", who)
                    .put("nanos", Double.NaN)
                    .put("bytes", classes(who) - empty);
            System.out.printf("%s: %.2f ms cold, %.2f at least%n", who, mean / 1e6, nanos[0] / 1e6);
        }
        ObjectNode whole = JSON.createObjectNode();
        whole.set("rows", rows);
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), whole);
    }

    private static long classes(String who) throws IOException, InterruptedException {
        return process(who, "-Xlog:class+load:stdout:none")
                .lines()
                .filter(line -> line.contains(" source: "))
                .count();
    }

    private static String process(String who, String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(List.of(options));
        builder.command().addAll(List.of("-classpath", classPath(who), ColdBind.class.getName(), who));
        builder.environment().putAll(Variables.all());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(who + " ended with " + process.exitValue());
        }
        return out;
    }

    /** Each one's own jars first: nobody pays for opening dozens of the others'. */
    private static String classPath(String who) {
        String own = OWN.getOrDefault(who, "seaworthy-(config|kernel)|config-validation|kernel");
        List<String> first = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            boolean ours = part.contains("benchmarks")
                    || Pattern.compile(own).matcher(part).find();
            (ours ? first : rest).add(part);
        }
        first.addAll(rest);
        return String.join(File.pathSeparator, first);
    }

    public static void main(String[] args) throws Exception {
        run(Path.of(args[0]), false);
    }
}
