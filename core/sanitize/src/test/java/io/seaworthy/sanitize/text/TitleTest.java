package io.seaworthy.sanitize.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TitleTest {

    @Test
    void title_hasTwoHundredCodePoints() {
        assertThat(Title.parse("t".repeat(200)).toOptional()).isPresent();
        assertThat(Title.parse("t".repeat(201)).refusal()).isEqualTo(TextRefusal.TOO_LONG);
        assertThat(Title.parse("two\nlines").refusal()).isEqualTo(TextRefusal.CONTROL_CHARACTER);
    }
}
