package io.seaworthy.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT0.001S, 1 ms",
        "PT1S, 1 s",
        "PT90S, 90 s",
        "PT2M, 2 min",
        "PT60M, 1 h",
        "PT24H, 24 h",
        "PT48H, 2 days",
        "P400D, 400 days",
        "PT0.000001S, PT0.000001S",
        "PT-1S, PT-1S",
        "PT2562047788015215H, PT2562047788015215H"
    })
    void duration_isInItsLargestWholeUnit(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void range_includesItsEndsAndWhatIsUnset() {
        Faults faults = Faults.in("Test");
        Duration low = Duration.ofSeconds(1);
        Duration high = Duration.ofDays(90);
        Durations.range(faults, "unset", null, low, high);
        Durations.range(faults, "low", low, low, high);
        Durations.range(faults, "high", high, low, high);
        faults.throwIfAny();

        Durations.range(faults, "above", high.plusMillis(1), low, high);
        Durations.range(faults, "far", Duration.ofDays(3650), low, high);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(faults::throwIfAny))
                .hasMessageContaining("above: out_of_range")
                .hasMessageContaining("far: out_of_range (\"3650 days\"); 1 s to 90 days");
    }
}
