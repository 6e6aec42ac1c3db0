package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import org.jspecify.annotations.Nullable;

/** Writes faults in blocks of a width. Used once, by one thread. */
final class FaultText {

    private static final int LABEL = 11;

    private final int columns;
    private final boolean color;
    private final StringBuilder text = new StringBuilder();

    FaultText(int columns, boolean color) {
        this.columns = columns;
        this.color = color;
    }

    String write(Reading<?> reading) {
        if (reading.faults().isEmpty()) {
            return "";
        }
        int count = reading.faults().size();
        wrap(
                count + (count == 1 ? " setting is" : " settings are") + " wrong in "
                        + reading.profile().label() + "; nothing was started.",
                0);
        for (Violation fault : reading.faults()) {
            text.append('\n');
            text.append(mark(fault.path(), "1"))
                    .append("  ")
                    .append(mark(fault.reason(), "31"))
                    .append('\n');
            line("given", given(reading, fault));
            line("accepted", fault.allowed());
            line("next", fault.hint());
        }
        return text.toString();
    }

    /** The value where it may be shown, and its place where it is known. */
    static @Nullable String given(Reading<?> reading, Violation fault) {
        Provenance provenance = FaultJson.provenance(reading, fault);
        boolean placed = provenance != null && provenance.source().isGiven();
        String value = fault.value() == null ? null : FaultJson.shown(fault);
        if (!placed) {
            return value;
        }
        return (value == null ? "" : value + " ") + "by " + provenance;
    }

    private String mark(String word, String code) {
        return color ? "\u001b[" + code + "m" + word + "\u001b[0m" : word;
    }

    private void line(String label, @Nullable String content) {
        if (content != null) {
            text.append("  ").append(label).append(" ".repeat(LABEL - 2 - label.length()));
            wrap(content, LABEL);
        }
    }

    /** Words with single spaces; a line that is full continues below its own beginning. */
    private void wrap(String content, int indent) {
        int column = indent;
        for (String word : content.split(" ", -1)) {
            boolean first = column == indent;
            if (!first && column + 1 + word.length() > columns) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
                first = true;
            }
            text.append(first ? "" : " ").append(word);
            column += (first ? 0 : 1) + word.length();
        }
        text.append('\n');
    }
}
