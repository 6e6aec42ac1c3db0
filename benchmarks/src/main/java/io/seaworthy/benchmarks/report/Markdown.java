package io.seaworthy.benchmarks.report;

import io.seaworthy.benchmarks.report.Catalogue.Section;
import io.seaworthy.benchmarks.report.Catalogue.Table;
import io.seaworthy.benchmarks.report.Goal.Judgement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The report as text. */
final class Markdown {

    private static final String NOTHING = "Noop/nothing";

    private final StringBuilder out = new StringBuilder();
    private final Results results;

    private Markdown(Results results) {
        this.results = results;
    }

    static String of(Results results, List<Section> sections, List<Results> others) {
        Markdown report = new Markdown(results);
        report.head();
        report.headlines(sections);
        for (Section section : sections) {
            if (section.tables().stream()
                    .anyMatch(t -> !results.of(t.benchmark()).isEmpty())) {
                report.section(section);
            }
        }
        others.forEach(other -> report.other(other, sections));
        return report.out.toString();
    }

    private void head() {
        line("# Results");
        line("");
        line("Written by `io.seaworthy.benchmarks.report.Render` from `results/`; do not edit.");
        line("");
        line(results.where() + ".");
        line("");
        line(
                "Ours, the peers and the floor of a table ran in the same run. A time is the mean of one operation; ± is half of");
        line("its 99.9 % confidence interval; ratios are ratios of medians. Differences below a quarter mean nothing.");
        line("`B/op` is what the JVM counted. What each row does is said by its class in `src/main/java`.");
        line("");
    }

    private void headlines(List<Section> sections) {
        line("## Goals");
        line("");
        line("| part | goal | at most | measured | |");
        line("|---|---|--:|--:|---|");
        for (Section section : sections) {
            for (Goal goal : section.goals()) {
                Optional<Judgement> judged = goal.judge(results);
                line(judged.map(j -> "| %s | %s | %s | %s | %s |"
                                .formatted(
                                        section.title(),
                                        goal.what(),
                                        j.goal(),
                                        j.measured(),
                                        j.isMet() ? "met" : "**missed**"))
                        .orElse("| %s | %s | | | not measured |".formatted(section.title(), goal.what())));
            }
        }
        line("");
    }

    private void section(Section section) {
        line("## " + section.title());
        line("");
        if (!section.note().isEmpty()) {
            line(section.note());
            line("");
        }
        results.find(NOTHING).ifPresent(nothing -> {
            line("An operation that does nothing takes %s in this run.".formatted(Figures.time(nothing.nanos())));
            line("");
        });
        line("![%s](results/plots/%s.svg)".formatted(section.title(), section.id()));
        line("");
        for (Table table : section.tables()) {
            List<Row> rows = results.of(table.benchmark());
            if (!rows.isEmpty()) {
                table(table, rows);
            }
        }
    }

    private void table(Table table, List<Row> rows) {
        Row ours = rows.stream().filter(Row::isOurs).findFirst().orElse(null);
        Row floor = rows.stream().filter(Row::isFloor).findFirst().orElse(null);
        line("### " + table.title());
        line("");
        line("`%s`".formatted(table.benchmark()));
        line("");
        line("| | time | ± | by ours | by the floor | B/op |");
        line("|---|--:|--:|--:|--:|--:|");
        for (Row row : sorted(rows)) {
            line("| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            row.isOurs() ? "**" + Figures.who(row.who()) + "**" : Figures.who(row.who()),
                            Figures.time(row.nanos()),
                            Figures.percent(row.error(), row.nanos()),
                            ratio(row, ours),
                            row.benchmark().endsWith(".cost") ? "" : ratio(row, floor),
                            Figures.bytes(row.bytes())));
        }
        line("");
        loads(rows);
    }

    private void loads(List<Row> rows) {
        if (rows.stream().noneMatch(row -> results.load(row).isPresent())) {
            return;
        }
        line("| | requests a second | p50 | p99 | p99.9 |");
        line("|---|--:|--:|--:|--:|");
        for (Row row : sorted(rows)) {
            results.load(row)
                    .ifPresent(load -> line("| %s | %s | %s | %s | %s |"
                            .formatted(
                                    Figures.who(row.who()),
                                    Figures.bytes(load.get("throughput").asDouble()),
                                    Figures.time(load.get("p50").asDouble()),
                                    Figures.time(load.get("p99").asDouble()),
                                    Figures.time(load.get("p999").asDouble()))));
        }
        line("");
    }

    /** Ours first, then the peers by speed, the floor last. */
    static List<Row> sorted(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparing((Row row) -> !row.isOurs())
                        .thenComparing(Row::isFloor)
                        .thenComparingDouble(Row::median))
                .toList();
    }

    private static String ratio(Row row, @Nullable Row by) {
        return by == null
                        || by.isFloor() && by.median() < RatioBudgets.LEAST_FLOOR
                        || !(row.median() > 0 && by.median() > 0)
                ? ""
                : String.format(Locale.ROOT, "%s", Figures.digits(row.median() / by.median()));
    }

    /** Another JDK or set: ours only, beside the first. */
    private void other(Results other, List<Section> sections) {
        line("## The %s set on %s, %s".formatted(other.machine("set"), other.machine("jdk"), other.machine("date")));
        line("");
        line("%s cores, %s.".formatted(other.machine("cores"), other.machine("processor")));
        line("");
        line("| | above | here | fastest peer here | floor here | B/op here |");
        line("|---|--:|--:|--:|--:|--:|");
        for (Section section : sections) {
            for (Table table : section.tables()) {
                for (Row row :
                        other.of(table.benchmark()).stream().filter(Row::isOurs).toList()) {
                    String here = results.find(row.name())
                            .map(r -> Figures.time(r.nanos()))
                            .orElse("");
                    String peer = other.of(table.benchmark()).stream()
                            .filter(r -> !r.isOurs() && !r.isFloor())
                            .min(Comparator.comparingDouble(Row::median))
                            .map(r -> Figures.time(r.nanos()) + ", " + Figures.who(r.who()))
                            .orElse("");
                    String floor = other.of(table.benchmark()).stream()
                            .filter(Row::isFloor)
                            .findFirst()
                            .map(r -> Figures.time(r.nanos()))
                            .orElse("");
                    line("| %s | %s | %s | %s | %s | %s |"
                            .formatted(
                                    table.title(),
                                    here,
                                    Figures.time(row.nanos()),
                                    peer,
                                    floor,
                                    Figures.bytes(row.bytes())));
                }
            }
        }
        line("");
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
