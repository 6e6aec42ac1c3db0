package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.List;

/** Tells faults in sentences: a line for each, without columns and marks. Stateless. */
final class FaultNarration {

    private FaultNarration() {}

    static List<String> lines(Reading<?> reading) {
        List<String> lines = new ArrayList<>();
        if (reading.faults().isEmpty()) {
            return lines;
        }
        int count = reading.faults().size();
        lines.add(count + (count == 1 ? " setting is" : " settings are") + " wrong in "
                + reading.profile().label() + ". Nothing was started.");
        for (int i = 0; i < count; i++) {
            lines.add("Fault " + (i + 1) + " of " + count + ". "
                    + sentence(reading, reading.faults().get(i)));
        }
        return lines;
    }

    /** No colon follows the name: redactors of logs read that as a value. */
    private static String sentence(Reading<?> reading, Violation fault) {
        StringBuilder text = new StringBuilder(fault.path()).append(", ");
        text.append(fault.reason().replace('_', ' ')).append('.');
        String given = FaultText.given(reading, fault);
        if (given != null) {
            text.append(" Given ").append(given).append('.');
        }
        text.append(" Accepted is ").append(fault.allowed()).append('.');
        if (fault.hint() != null) {
            text.append(' ').append(fault.hint());
            text.append(fault.hint().endsWith("?") || fault.hint().endsWith(".") ? "" : ".");
        }
        return text.toString();
    }
}
