package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

class TextEncoderTest {

    private final LoggerContext context = new LoggerContext();
    private final TextEncoder encoder = new TextEncoder();

    TextEncoderTest() {
        encoder.start();
    }

    private String thread = "main";

    private LoggingEvent event(String message, Throwable thrown) {
        return event(Level.WARN, message, thrown);
    }

    private LoggingEvent event(Level level, String message, Throwable thrown) {
        LoggingEvent event =
                new LoggingEvent("fqcn", context.getLogger("io.example.Main"), level, message, thrown, null);
        event.setThreadName(thread);
        event.setTimeStamp(0);
        event.setMDCPropertyMap(new LinkedHashMap<>());
        return event;
    }

    private String encode(LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void event_isALineWithItsFieldsAndIds() {
        LoggingEvent event = event("Started", null);
        event.addKeyValuePair(new KeyValuePair("port", 8080));
        event.getMDCPropertyMap().put("tenant", "t1");
        event.getMDCPropertyMap().put("trace.id", "4bf9");
        event.getMDCPropertyMap().put("http.request.id", "12345678");
        assertThat(encode(event))
                .isEqualTo("1970-01-01T00:00:00.000Z WARN  [main] io.example.Main - Started port=8080"
                        + " {http.request.id=12345678, trace.id=4bf9, tenant=t1}\n");
        assertThat(encode(event("x", null))).isEqualTo("1970-01-01T00:00:00.000Z WARN  [main] io.example.Main - x\n");
    }

    @Test
    void idsOfTheEventItself_standWithTheContexts() {
        LoggingEvent event = event("x", null);
        event.addKeyValuePair(new KeyValuePair("trace.id", "4bf9"));
        assertThat(encode(event)).endsWith(" - x {trace.id=4bf9}\n");
    }

    @Test
    void hostileText_forgesNoLine() {
        String hostile = "a\r\n2026-11-21T01:34:56.789Z ERROR [main] x - forged\u2028\u0085\u001b[2K\u202e\ud800";
        thread = hostile;
        LoggingEvent event = event(hostile, null);
        event.getMDCPropertyMap().put(hostile, hostile);
        event.addKeyValuePair(new KeyValuePair(hostile, hostile));
        String text = encode(event);
        assertThat(text).endsWith("}\n");
        assertThat(text.substring(0, text.length() - 1))
                .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]");
        assertThat(text).contains("a\\r\\n2026").contains("\\u2028\\u0085\\u001b[2K\\u202e\\ud800");
    }

    @Test
    void stackTrace_isIndentedAndItsMessagesStayOnTheirLine() {
        Throwable thrown = new IllegalStateException("a\nb", new RuntimeException("card 4111111111111111"));
        assertThat(encode(event("failed", thrown)).lines())
                .first()
                .isEqualTo("1970-01-01T00:00:00.000Z WARN  [main] io.example.Main - failed");
        assertThat(encode(event("failed", thrown)).lines().skip(1)).allMatch(line -> line.startsWith("    "));
        assertThat(encode(event("failed", thrown)))
                .contains(
                        "    java.lang.IllegalStateException: a\\nb\n",
                        "Caused by: java.lang.RuntimeException: card [redacted:card]");
    }

    @Test
    void secrets_areRedacted() {
        LoggingEvent event = event("login bob@example.com password=hunter2", null);
        event.addKeyValuePair(new KeyValuePair("token", "hunter2"));
        event.getMDCPropertyMap().put("secret", "hunter2");
        assertThat(encode(event))
                .contains("login [redacted:email] password=[redacted] token=[redacted] {secret=[redacted]}")
                .doesNotContain("hunter2");
    }

    @Test
    void hugeEvent_isCut() {
        LoggingEvent event = event("x".repeat(10_000_000), new IllegalStateException("y".repeat(10_000_000)));
        for (int i = 0; i < 1000; i++) {
            event.addKeyValuePair(new KeyValuePair("k", "v"));
        }
        assertThat(encode(event)).hasSizeLessThan(80_000);
    }

    @Test
    void evidence_saysThatTextIsNoJson() {
        assertThat(encoder.evidence().get(0).isWeakened()).isTrue();
        assertThat(encoder.evidence()).extracting(e -> e.id()).containsExactly("LOG-JSON", "LOG-PII");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 90", "DEBUG, 36", "INFO, 32", "WARN, 33", "ERROR, 1;31"})
    void level_isColoured_andNothingElse(String level, String colour) {
        encoder.setColours(true);
        LoggingEvent event = event(Level.valueOf(level), "x \u001b[32mgreen", null);
        assertThat(encode(event))
                .isEqualTo("1970-01-01T00:00:00.000Z \u001b[" + colour + "m" + level + "\u001b[0m"
                        + " ".repeat(6 - level.length()) + "[main] io.example.Main - x \\u001b[32mgreen\n");
    }

    @Test
    void colours_areForTerminalsOfPeopleWhoWantThem() {
        assertThat(TextEncoder.isTerminal(true, Map.of("TERM", "xterm"))).isTrue();
        assertThat(TextEncoder.isTerminal(true, Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(TextEncoder.isTerminal(true, Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(TextEncoder.isTerminal(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(TextEncoder.isTerminal(true, Map.of())).isFalse();
        assertThat(TextEncoder.isTerminal(false, Map.of("TERM", "xterm"))).isFalse();
    }

    @Test
    void hugeEvent_isCutAndKeepsItsIds() {
        TextEncoder small = new TextEncoder();
        small.setMaxLineBytes(4096);
        small.start();
        LoggingEvent event = event("\u20ac".repeat(100_000), new IllegalStateException("x"));
        for (int i = 0; i < 120; i++) {
            event.addKeyValuePair(new KeyValuePair("k" + i, "\u202e".repeat(2048)));
        }
        event.getMDCPropertyMap().put("http.request.id", "12345678");
        byte[] line = small.encode(event);
        assertThat(line).hasSizeLessThanOrEqualTo(4096);
        assertThat(new String(line, StandardCharsets.UTF_8))
                .contains("\u20ac\u20ac")
                .contains("{http.request.id=12345678}")
                .endsWith(" [truncated]\n");
        assertThatThrownBy(() -> small.setMaxLineBytes(100)).isInstanceOf(IllegalArgumentException.class);
        assertThat(encode(event)).hasSizeLessThan(64 << 10).contains("{http.request.id=12345678}");
    }

    @Test
    void pathInsideAMap_isMasked() {
        TextEncoder own = new TextEncoder();
        own.addSensitivePath("customer.note");
        own.start();
        LoggingEvent event = event("x", null);
        event.addKeyValuePair(new KeyValuePair("customer", Map.of("note", "diabetes")));
        event.addKeyValuePair(new KeyValuePair("order", Map.of("customer", Map.of("note", "diabetes"))));
        event.addKeyValuePair(new KeyValuePair("note", "shown"));
        event.addKeyValuePair(new KeyValuePair("supplier", Map.of("note", "shown")));
        assertThat(new String(own.encode(event), StandardCharsets.UTF_8))
                .endsWith(" - x customer={note=[redacted]} order={customer={note=[redacted]}} note=shown"
                        + " supplier={note=shown}\n");
    }
}
