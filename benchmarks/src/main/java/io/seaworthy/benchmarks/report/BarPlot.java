package io.seaworthy.benchmarks.report;

import io.seaworthy.benchmarks.report.Catalogue.Section;
import io.seaworthy.benchmarks.report.Catalogue.Table;
import java.util.List;
import java.util.Locale;

/** The tables of a section as bars in one SVG: time on a logarithmic axis, with error bars. */
final class BarPlot {

    private static final int LABEL = 190;
    private static final int WIDTH = 560;
    private static final int BAR = 16;
    private static final int TITLE = 34;

    private final StringBuilder out = new StringBuilder();
    private int y = 10;

    private BarPlot() {}

    static String of(Section section, Results results) {
        BarPlot plot = new BarPlot();
        plot.head(results);
        for (Table table : section.tables()) {
            // A count of classes has no time; a difference of two times may be negative.
            List<Row> rows = results.of(table.benchmark()).stream()
                    .filter(row -> row.nanos() > 0)
                    .toList();
            if (!rows.isEmpty()) {
                plot.panel(table.title(), Markdown.sorted(rows));
            }
        }
        int width = LABEL + WIDTH + 110;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
                font-family="sans-serif" font-size="11" fill="#222">
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """.formatted(width, plot.y + 10, width, plot.y + 10, plot.out);
    }

    /** A plot that is shown alone still says where it was measured. */
    private void head(Results results) {
        text(10, y + 8, "start", escaped(results.where()));
        y += 16;
    }

    private void panel(String title, List<Row> rows) {
        double least = rows.stream().mapToDouble(BarPlot::low).min().orElse(1);
        double most = rows.stream().mapToDouble(BarPlot::high).max().orElse(1);
        int from = (int) Math.floor(Math.log10(least));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(most)));
        text(LABEL, y + 14, "start", "<tspan font-weight=\"bold\">" + escaped(title) + "</tspan>");
        int top = y + TITLE - 12;
        int bottom = top + rows.size() * BAR + 4;
        for (int power = from; power <= to; power++) {
            double x = x(Math.pow(10, power), from, to);
            add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>", x, top, x, bottom);
            text(
                    x,
                    bottom + 11,
                    "middle",
                    Figures.time(Math.pow(10, power)).replace(".00", "").replace(".0", ""));
        }
        int at = top + 3;
        for (Row row : rows) {
            bar(row, at, from, to);
            at += BAR;
        }
        y = bottom + 20;
    }

    private void bar(Row row, int at, int from, int to) {
        String colour = row.isOurs() ? "#0b6e99" : row.isFloor() ? "#9a9a9a" : "#d98f4e";
        double end = x(row.nanos(), from, to);
        text(LABEL - 6, at + 10, "end", escaped(Figures.who(row.who())));
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LABEL, at, Math.max(1, end - LABEL), BAR - 4, colour);
        double high = high(row);
        if (high > row.nanos()) {
            double left = x(low(row), from, to);
            double right = x(high, from, to);
            add(
                    "<path d=\"M%.1f %dH%.1fM%.1f %dv8M%.1f %dv8\" stroke=\"#222\" fill=\"none\"/>",
                    left, at + 6, right, left, at + 2, right, at + 2);
            end = Math.max(end, right);
        }
        text(end + 5, at + 10, "start", Figures.time(row.nanos()));
    }

    private static double low(Row row) {
        return Double.isNaN(row.error()) ? row.nanos() : Math.max(row.nanos() / 3, row.nanos() - row.error());
    }

    private static double high(Row row) {
        return Double.isNaN(row.error()) ? row.nanos() : row.nanos() + row.error();
    }

    private static double x(double nanos, int from, int to) {
        double part = (Math.log10(nanos) - from) / (to - from);
        return LABEL + WIDTH * Math.min(1.02, Math.max(0, part));
    }

    private void text(double x, int y, String anchor, String content) {
        add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, content);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
