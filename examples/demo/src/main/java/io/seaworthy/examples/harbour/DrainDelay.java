package io.seaworthy.examples.harbour;

import java.time.Duration;

/**
 * How long a stopping service still accepts requests.
 *
 * @param duration at most ten minutes
 */
public record DrainDelay(Duration duration) {

    /** {@code 5s}, or {@code 5} as process managers' manifests often have it. */
    public static DrainDelay parse(String text) {
        String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        int seconds = Integer.parseInt(number);
        if (seconds < 0 || seconds > 600) {
            throw new IllegalArgumentException("A drain delay is 0 to 600 seconds");
        }
        return new DrainDelay(Duration.ofSeconds(seconds));
    }
}
