package io.seaworthy.benchmarks.report;

import io.seaworthy.benchmarks.report.Catalogue.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The figures in the READMEs. {@code quotes/} has for each of them, by the same path, what stands between {@code <!-- quote
 * NAME -->} and {@code <!-- end of quote -->}, with these in the place of figures:
 *
 * <ul>
 *   <li>{@code {time ROW}}, {@code {error ROW}} (the time with its error), {@code {bytes ROW}};
 *   <li>{@code {ratio ROW ROW}} of their medians, {@code {rate BYTES ROW}} in GB/s;
 *   <li>{@code {fastest BENCHMARK}}: the fastest peer's time and name;
 *   <li>{@code {goal SECTION: WHAT}}: what was measured, and whether it is met.
 * </ul>
 */
public final class Quotes {

    private static final Pattern QUOTE =
            Pattern.compile("<!-- quote (\\S+) -->\\R(.*?)<!-- end of quote -->", Pattern.DOTALL);
    private static final Pattern FIGURE = Pattern.compile("\\{(\\w+) ([^}]+)}");

    private static final double NONE = Double.NaN;

    private final Results results;
    private final List<Section> sections;

    private Quotes(Results results, List<Section> sections) {
        this.results = results;
        this.sections = sections;
    }

    /** Fills the quotes of all READMEs from the run that the tables of the report are made of. */
    public static void write(Path module) throws IOException {
        for (Map.Entry<Path, String> readme : filled(module).entrySet()) {
            Files.writeString(readme.getKey(), readme.getValue());
        }
    }

    /** Each README as it should be. */
    static Map<Path, String> filled(Path module) throws IOException {
        Path templates = module.resolve("quotes");
        Map<Path, String> filled = new LinkedHashMap<>();
        if (!Files.isDirectory(templates)) {
            return filled;
        }
        Quotes quotes = new Quotes(Render.runs(module).get(0), Catalogue.read(module.resolve("catalogue.json")));
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path template : files.filter(Files::isRegularFile).sorted().toList()) {
                Path readme = module.resolveSibling(templates.relativize(template));
                filled.put(readme, quotes.fill(Files.readString(readme), Files.readString(template), readme));
            }
        }
        return filled;
    }

    private String fill(String readme, String template, Path file) {
        Map<String, String> texts = new LinkedHashMap<>();
        Matcher quote = QUOTE.matcher(template);
        while (quote.find()) {
            texts.put(quote.group(1), FIGURE.matcher(quote.group(2)).replaceAll(f -> {
                String figure = figure(f.group(1), f.group(2));
                return Matcher.quoteReplacement(figure.isEmpty() || figure.equals("NaN") ? "not measured" : figure);
            }));
        }
        String filled = QUOTE.matcher(readme).replaceAll(place -> {
            String text = texts.remove(place.group(1));
            if (text == null) {
                throw new IllegalStateException(file + " has a quote that quotes/ has not: " + place.group(1));
            }
            return Matcher.quoteReplacement("<!-- quote " + place.group(1) + " -->\n" + text + "<!-- end of quote -->");
        });
        if (!texts.isEmpty()) {
            throw new IllegalStateException(file + " has no place for " + texts.keySet());
        }
        return filled;
    }

    private String figure(String kind, String what) {
        return switch (kind) {
            case "time" -> Figures.time(row(what).nanos());
            case "error" -> withError(row(what));
            case "bytes" -> Figures.bytes(row(what).bytes());
            case "ratio" -> {
                String[] rows = what.split(" ", 2);
                yield String.format(
                        Locale.ROOT,
                        "%.2f",
                        row(rows[0]).median() / row(rows[1]).median());
            }
            case "rate" -> {
                String[] of = what.split(" ", 2);
                yield String.format(
                        Locale.ROOT,
                        "%.1f GB/s",
                        Double.parseDouble(of[0]) / row(of[1]).nanos());
            }
            case "fastest" -> fastest(what);
            case "goal" -> goal(what);
            default -> throw new IllegalStateException("There is no figure {" + kind + " " + what + "}");
        };
    }

    /** What a run had to leave out is said in its place; the report names it, too. */
    private Row row(String name) {
        int end = name.indexOf('/');
        return results.find(name)
                .orElseGet(() -> new Row(name.substring(0, end), name.substring(end + 1), NONE, NONE, NONE, NONE));
    }

    private static String withError(Row row) {
        return (Figures.time(row.nanos()) + " " + Figures.percent(row.error(), row.nanos())).strip();
    }

    private String fastest(String benchmark) {
        Row row = results.of(benchmark).stream()
                // A map and a word is what a library would be built on, and none that one could pick.
                .filter(r -> !r.isOurs() && !r.isFloor() && !r.who().startsWith("MAP_"))
                .min(Comparator.comparingDouble(Row::median))
                .orElse(null);
        return row == null ? "" : Figures.time(row.nanos()) + ", " + Figures.who(row.who());
    }

    private String goal(String name) {
        for (Section section : sections) {
            for (Goal goal : section.goals()) {
                if (name.equals(section.title() + ": " + goal.what())) {
                    return goal.judge(results)
                            .map(j -> j.measured() + (j.isMet() ? ", met" : ", missed"))
                            .orElse("not measured");
                }
            }
        }
        throw new IllegalStateException("There is no goal " + name);
    }
}
