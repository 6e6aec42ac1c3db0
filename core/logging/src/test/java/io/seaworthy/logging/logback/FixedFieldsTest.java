package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.seaworthy.logging.Captured;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** Fields that every line has, and what the application cannot do to them. */
class FixedFieldsTest {

    private static LoggingEvent event() {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent("fqcn", context.getLogger("l"), Level.INFO, "m", null, null);
        event.setThreadName("main");
        event.setTimeStamp(0);
        event.setMDCPropertyMap(Map.of("node", "forged"));
        event.addKeyValuePair(new KeyValuePair("node", 7));
        return event;
    }

    private static String line(JsonLinesEncoder encoder) {
        encoder.addField("node=a1");
        encoder.addField("quo\"ted=x=\u2028");
        encoder.start();
        return new String(encoder.encode(event()), StandardCharsets.UTF_8);
    }

    @Test
    void fieldOfEveryLine_cannotBeForged_inEcs() {
        Map<String, Object> object = Captured.parse(line(new EcsJsonEncoder()));
        assertThat(object).containsEntry("node", "a1").containsEntry("quo\"ted", "x=\u2028");
        assertThat(object).containsEntry("labels.node", 7L).containsEntry("labels.node_2", "forged");
    }

    @Test
    void fieldOfEveryLine_cannotBeForged_inLogstash() {
        Map<String, Object> object = Captured.parse(line(new LogstashJsonEncoder()));
        assertThat(object).containsEntry("node", "a1").containsEntry("quo\"ted", "x=\u2028");
        assertThat(object).containsEntry("labels.node", 7L).containsEntry("labels.node_2", "forged");
    }

    @Test
    void fieldOfEveryLine_isTheResources_inOtlp() {
        String line = line(new OtlpJsonEncoder());
        Captured.parse(line);
        assertThat(line)
                .startsWith("{\"resourceLogs\":[{\"resource\":{\"attributes\":["
                        + "{\"key\":\"node\",\"value\":{\"stringValue\":\"a1\"}},")
                .contains("{\"key\":\"node\",\"value\":{\"intValue\":\"7\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node", "=a1", "message=x", "@timestamp=x", "error.stack_trace=x", "taken=2"})
    void fieldWithoutANameOfItsOwn_isRefused(String field) {
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.addField("taken=1");
        assertThatThrownBy(() -> encoder.addField(field)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fieldsThatTakeTooMuchOfALine_areRefused() {
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.addField("a=" + "x".repeat(1900));
        assertThatThrownBy(() -> encoder.addField("b=" + "x".repeat(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2000");
    }
}
