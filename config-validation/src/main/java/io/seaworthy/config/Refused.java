package io.seaworthy.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that is no value of its type. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * One reason.
     *
     * @param element {@code [1]} for the second element of a list, else empty
     * @param text the element's text; empty for the whole, so that a secret never gets in here
     */
    record Reason(
            String element,
            String text,
            String code,
            @Nullable String hint) {}

    private final transient List<Reason> reasons;

    Refused(String code) {
        this(code, null);
    }

    Refused(String code, @Nullable String hint) {
        this(List.of(new Reason("", "", code, hint)));
    }

    Refused(List<Reason> reasons) {
        super("refused", null, false, false);
        this.reasons = List.copyOf(reasons);
    }

    List<Reason> reasons() {
        return reasons;
    }
}
