package io.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordingHeadersTest {

    private final RecordingHeaders headers = RecordingHeaders.create();

    @Test
    void namesMatch_withoutRegardToCase() {
        headers.add("Vary", "Origin");
        headers.add("vary", "Accept");

        assertThat(headers.all("VARY")).containsExactly("Origin", "Accept");
        assertThat(headers.first("vArY")).isEqualTo("Origin");
        assertThat(headers.names()).containsExactly("Vary");
    }

    @Test
    void set_replacesAllLines() {
        headers.add("Vary", "Origin");
        headers.add("Vary", "Accept");
        headers.set("vary", "*");

        assertThat(headers.isExactly("Vary", "*")).isTrue();
    }

    @Test
    void remove_leavesNothing() {
        headers.set("A", "1");
        headers.remove("a");

        assertThat(headers.isEmpty()).isTrue();
        assertThat(headers.first("A")).isNull();
    }
}
