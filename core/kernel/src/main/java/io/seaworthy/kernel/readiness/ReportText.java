package io.seaworthy.kernel.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for the start-up log. */
final class ReportText {

    static final int WIDTH = 100;
    private static final String MARGIN = " ".repeat(22);

    private ReportText() {}

    static String counts(ReadinessReport report) {
        StringBuilder text = new StringBuilder();
        for (Finding.State state : Finding.State.values()) {
            text.append(report.count(state))
                    .append(' ')
                    .append(state.name().toLowerCase(Locale.ROOT))
                    .append(", ");
        }
        int attested = ReadinessReport.count(report.groups(), Finding.State.ATTESTED);
        return text.append(attested)
                .append(" of ")
                .append(report.groups().size())
                .append(" groups attested")
                .toString();
    }

    static String of(ReadinessReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Readiness: " + counts(report));
        for (Priority priority : Priority.values()) {
            for (Finding finding : report.items()) {
                if (finding.priority() == priority && finding.state() == Finding.State.WEAKENED) {
                    wrap(lines, head("weakened", priority), finding.id() + ": " + String.join("; ", finding.why()));
                }
            }
        }
        for (Priority priority : Priority.values()) {
            open(lines, head("open", priority), report.items(), priority);
        }
        for (Priority priority : Priority.values()) {
            open(lines, head("unattested", priority), report.groups(), priority);
        }
        report.faults().forEach(fault -> wrap(lines, "  fault" + MARGIN.substring(7), fault));
        return String.join("\n", lines);
    }

    private static void open(List<String> lines, String head, List<Finding> findings, Priority priority) {
        List<String> ids = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.priority() == priority && finding.state() == Finding.State.OPEN) {
                ids.add(finding.attestation() == null ? finding.id() : finding.id() + " (attestation not in force)");
            }
        }
        if (!ids.isEmpty()) {
            wrap(lines, head, String.join(", ", ids));
        }
    }

    private static String head(String what, Priority priority) {
        StringBuilder head = new StringBuilder("  ").append(what);
        head.append(" ".repeat(13 - head.length())).append(priority.name().toLowerCase(Locale.ROOT));
        return head.append(" ".repeat(MARGIN.length() - head.length())).toString();
    }

    /** Breaks at spaces; a word that is longer than a line is cut. */
    private static void wrap(List<String> lines, String head, String text) {
        StringBuilder line = new StringBuilder(head);
        boolean empty = true;
        for (String word : printable(text).split(" ", -1)) {
            int room = WIDTH - MARGIN.length();
            for (int at = 0; at < Math.max(1, word.length()); at += room) {
                String piece = word.substring(at, Math.min(word.length(), at + room));
                if (!empty && line.length() + 1 + piece.length() > WIDTH) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(MARGIN);
                    empty = true;
                }
                line.append(empty ? "" : " ").append(piece);
                empty = false;
            }
        }
        lines.add(line.toString());
    }

    /** A component's words may hold what a client or a setting said: they must not forge a line. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE -> safe.append('?');
                default -> safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
