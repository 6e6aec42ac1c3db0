package io.seaworthy.kernel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ViolationTest {

    @Test
    void line_saysWhatIsWrongAndWhatToDo() {
        Violation violation = Violation.of("PORT", "99999", "out_of_range", "1 to 65535");
        assertThat(violation).hasToString("PORT: out_of_range (\"99999\"); 1 to 65535");
        assertThat(violation.hint("Use 0 for any free port"))
                .hasToString("PORT: out_of_range (\"99999\"); 1 to 65535. Use 0 for any free port");
        assertThat(Violation.of("JWT_SECRET", null, "missing", "32 bytes"))
                .hasToString("JWT_SECRET: missing; 32 bytes");
    }

    @Test
    void hostileValue_cannotBreakOrForgeALine() {
        String line = Violation.of("X", "a\r\nY: ok\u2028\u202e\u0085\u001b[2K\u007f\ufeff\u200b", "bad", "good")
                .toString();
        assertThat(line)
                .isEqualTo(
                        "X: bad (\"a\\u000d\\u000aY: ok\\u2028\\u202e\\u0085\\u001b[2K\\u007f\\ufeff\\u200b\"); good");
    }

    @Test
    void longValue_isCut() {
        String line = Violation.of("X", "a".repeat(5000), "bad", "good").toString();
        assertThat(line)
                .hasSize("X: bad (\"".length() + 120 + "...\"); good".length())
                .contains("a...\"");
    }

    @Test
    void missingParts_areRefused() {
        assertThatThrownBy(() -> Violation.of(null, "a", "b", "c")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Violation.of("a", "a", null, "c")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Violation.of("a", "a", "b", null)).isInstanceOf(NullPointerException.class);
    }
}
