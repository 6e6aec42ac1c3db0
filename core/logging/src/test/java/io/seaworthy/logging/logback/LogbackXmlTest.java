package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import io.seaworthy.logging.Captured;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The options of a {@code logback.xml}, read by Logback's own configurator. */
class LogbackXmlTest {

    private static final String COMMON = """
            <tokenPrefix>hbk_</tokenPrefix>
            <tokenPrefix>hbx_</tokenPrefix>
            <sensitiveName>iban</sensitiveName>
            <sensitivePath>customer.note</sensitivePath>
            <phoneNumbers>true</phoneNumbers>
            <maxLineBytes>4096</maxLineBytes>
            """;
    private static final String JSON = """
            <serviceName>harbour</serviceName>
            <serviceVersion>1.2</serviceVersion>
            <serviceEnvironment>test</serviceEnvironment>
            <field>service.node.name=a1</field>
            <field>zone=b</field>
            """;

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private List<Status> configure(String encoder, String options) throws Exception {
        String xml = """
                <configuration>
                  <appender name="out" class="io.seaworthy.logging.logback.RingAppender">
                    <overflow>WAIT</overflow>
                    <ringBytes>131072</ringBytes>
                    <encoder class="io.seaworthy.logging.logback.%s">%s</encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="out"/></root>
                </configuration>
                """.formatted(encoder, options);
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() > Status.INFO)
                .toList();
    }

    private RingAppender appender() {
        return (RingAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("out");
    }

    private String line() {
        appender().setOutput(written);
        context.getLogger("l")
                .atInfo()
                .addKeyValue("customer.note", "n0te")
                .log("hbk_12345678901 hbx_12345678901 iban=DE00 +49 30 901820 " + "y".repeat(9000));
        context.stop();
        return written.toString(StandardCharsets.UTF_8);
    }

    private void isRedactedAndCut(String line) {
        assertThat(line)
                .contains("[redacted:token] [redacted:token] iban=[redacted] [redacted:phone] yyy")
                .contains("customer.note")
                .doesNotContain("n0te")
                .hasSizeLessThanOrEqualTo(4096)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EcsJsonEncoder", "LogstashJsonEncoder", "OtlpJsonEncoder"})
    void everyOptionOfJson_worksWithoutAWarning(String encoder) throws Exception {
        // Only Logstash's shape has no names for the service; there they are fixed fields.
        String service = encoder.startsWith("Logstash") ? "<field>service.node.name=a1</field>" : JSON;
        assertThat(configure(encoder, COMMON + service)).isEmpty();
        String line = line();
        isRedactedAndCut(line);
        Captured.parse(line);
        assertThat(line).contains("service.node.name").contains("a1");
        if (!encoder.startsWith("Logstash")) {
            assertThat(line)
                    .contains("harbour")
                    .contains("\"1.2\"")
                    .contains("\"test\"")
                    .contains("zone");
        }
    }

    @Test
    void everyOptionOfText_worksWithoutAWarning() throws Exception {
        assertThat(configure("TextEncoder", COMMON + "<colours>true</colours>")).isEmpty();
        String line = line();
        isRedactedAndCut(line);
        assertThat(line).contains("\u001b[32mINFO");
    }

    @Test
    void overflowAndSize_areTaken() throws Exception {
        assertThat(configure("EcsJsonEncoder", "")).isEmpty();
        appender().setOutput(written);
        context.getLogger("l").info("x".repeat(100));
        context.stop();
        assertThat(written.toString(StandardCharsets.UTF_8)).hasLineCount(1);
    }

    /** Better no log than one without the redaction that was asked for. */
    @Test
    void redactionThatIsRefused_isAnErrorAndNothingIsWritten() throws Exception {
        try {
            assertThat(configure("EcsJsonEncoder", "<tokenPrefix>k</tokenPrefix>"))
                    .anyMatch(status -> status.getLevel() == Status.ERROR);
        } catch (RuntimeException refused) {
            return;
        }
        if (appender() != null) {
            assertThat(line()).isEmpty();
        }
    }
}
