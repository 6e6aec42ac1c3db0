package io.seaworthy.sanitize;

import java.util.Locale;

/** Why an input is refused; implemented by enums only. It never holds the input. */
public interface Refusal {

    /** The enum constant's name. */
    String name();

    /** The machine-readable code: lower case with underscores. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
