package io.seaworthy.operations;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a builder: each at most once, durations within bounds. */
final class Once {

    private final List<String> given = new ArrayList<>();
    private final Faults faults;

    Once(String subject) {
        faults = Faults.in(subject);
    }

    /** Notes that an option was set; the second time is a fault. */
    Once set(String option) {
        if (given.contains(option)) {
            faults.add(Violation.of(option, null, "duplicate", "the option once"));
        }
        given.add(option);
        return this;
    }

    boolean isSet(String option) {
        return given.contains(option);
    }

    Faults faults() {
        return faults;
    }

    void between(String option, Duration value, Duration least, Duration most) {
        faults.check(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                option,
                value.toString(),
                "out_of_range",
                least + " to " + most);
    }

    void between(String option, long value, long least, long most) {
        faults.check(
                value >= least && value <= most, option, Long.toString(value), "out_of_range", least + " to " + most);
    }

    void text(String option, @Nullable String value, int most) {
        faults.check(
                value != null
                        && !value.isBlank()
                        && value.length() <= most
                        && value.chars().noneMatch(Character::isISOControl),
                option,
                value,
                "malformed",
                "1 to " + most + " characters without controls");
    }
}
