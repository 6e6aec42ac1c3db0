package io.seaworthy.benchmarks.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Each server with each variant, in processes of their own, in two passes; six minutes. A row's time is what one request
 * takes at full load on all cores, load generator included; what the guards cost is the difference from the bare endpoint.
 */
public final class ServerRuns {

    private static final int PASSES = 2;
    private static final int ROUNDS = 2;
    private static final double WARM_UP_SECONDS = Double.parseDouble(System.getProperty("warmUp", "6"));
    private static final double ROUND_SECONDS = Double.parseDouble(System.getProperty("round", "4"));
    private static final double BRIEF_SECONDS = 0.5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All rounds of a variant on a server. */
    private static final class Measured {
        final List<Load.Round> rounds = new ArrayList<>();
        final List<Double> bytes = new ArrayList<>();

        double[] nanos() {
            return rounds.stream()
                    .mapToDouble(Load.Round::nanosPerRequest)
                    .sorted()
                    .toArray();
        }

        double mean() {
            return Arrays.stream(nanos()).average().orElseThrow();
        }

        double percentile(double percent) {
            return rounds.stream()
                    .mapToDouble(r -> r.percentile(percent))
                    .average()
                    .orElseThrow();
        }
    }

    private final boolean briefly;
    private final List<String> failures = new ArrayList<>();

    private ServerRuns(boolean briefly) {
        this.briefly = briefly;
    }

    /** Six minutes, or briefly half a minute. What a server cannot do is reported when the others are done and written. */
    public static void run(Path file, boolean briefly) throws IOException {
        ServerRuns runs = new ServerRuns(briefly);
        ObjectNode whole = JSON.createObjectNode();
        ArrayNode rows = whole.putArray("rows");
        for (ServerKind server : ServerKind.values()) {
            runs.measure(server, rows);
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), whole);
        }
        if (!runs.failures.isEmpty()) {
            throw new IOException(String.join("; ", runs.failures));
        }
    }

    private void measure(ServerKind server, ArrayNode rows) {
        Map<Variant, Measured> variants = new LinkedHashMap<>();
        for (int pass = 0; pass < (briefly ? 1 : PASSES); pass++) {
            List<Variant> order = new ArrayList<>(List.of(Variant.values()));
            if (pass > 0) {
                // What drifts must not always fall on the same side.
                Collections.reverse(order);
            }
            for (Variant variant : order) {
                if (server != ServerKind.JDK || variant != Variant.SPRING) {
                    measureOrReport(server, variant, variants);
                }
            }
        }
        String name = "server." + server.name().toLowerCase(Locale.ROOT);
        Measured bare = variants.get(Variant.FLOOR_BARE);
        variants.forEach((variant, measured) -> {
            row(rows, name, variant, measured);
            if (bare != null && variant != Variant.FLOOR_BARE) {
                rows.addObject()
                        .put("benchmark", name + ".cost")
                        .put("who", variant.name())
                        .put("nanos", measured.mean() - bare.mean());
            }
        });
    }

    /** One server that fails must not cost the rest of the run. */
    private void measureOrReport(ServerKind server, Variant variant, Map<Variant, Measured> variants) {
        Measured into = variants.getOrDefault(variant, new Measured());
        try {
            measure(server, variant, into);
        } catch (Exception e) {
            failures.add(server + " " + variant + ": " + e);
        }
        if (!into.rounds.isEmpty()) {
            variants.put(variant, into);
        }
    }

    private void measure(ServerKind server, Variant variant, Measured into) throws Exception {
        try (ServerUnderLoad process = new ServerUnderLoad(server, variant)) {
            check(process.check(), variant);
            process.load(briefly ? BRIEF_SECONDS : WARM_UP_SECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                long before = process.allocated();
                Load.Round done = process.load(briefly ? BRIEF_SECONDS : ROUND_SECONDS);
                into.rounds.add(done);
                into.bytes.add((double) (process.allocated() - before) / done.requests());
                System.out.printf("%s %s: %.0f requests a second%n", server, variant, done.requests() / done.seconds());
            }
        }
    }

    /** A guarded answer has the headers of its guards, or something else would be measured. */
    private static void check(String answer, Variant variant) throws IOException {
        String head = answer.toLowerCase(Locale.ROOT);
        boolean guarded = head.contains("x-request-id:")
                && head.contains("access-control-allow-origin:")
                && head.contains("x-content-type-options:")
                && head.contains("ratelimit");
        if (guarded == (variant == Variant.FLOOR_BARE)) {
            throw new IOException(variant + " answers " + answer);
        }
    }

    private static void row(ArrayNode rows, String name, Variant variant, Measured measured) {
        double[] nanos = measured.nanos();
        rows.addObject()
                .put("benchmark", name)
                .put("who", variant.name())
                .put("nanos", measured.mean())
                .put("error", (nanos[nanos.length - 1] - nanos[0]) / 2)
                .put("median", measured.mean())
                .put("bytes", measured.bytes.stream().mapToDouble(b -> b).min().orElseThrow())
                .put("throughput", 1e9 / measured.mean())
                .put("p50", measured.percentile(50))
                .put("p99", measured.percentile(99))
                .put("p999", measured.percentile(99.9));
    }

    public static void main(String[] args) throws Exception {
        run(Path.of(args[0]), false);
    }
}
