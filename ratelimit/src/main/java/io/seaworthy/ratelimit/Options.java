package io.seaworthy.ratelimit;

import org.jspecify.annotations.Nullable;

/** What builders share. Stateless. */
final class Options {

    private Options() {}

    static void once(@Nullable Object present, String option) {
        if (present != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }
}
