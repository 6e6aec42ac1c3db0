package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.logging.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogbackSetupTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Logger logger = LoggerFactory.getLogger("io.example.Main");

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void json_carriesTheService() {
        LogbackSetup.builder()
                .json("harbour")
                .version("1.2")
                .environment("production")
                .output(bytes)
                .install();
        logger.info("hello");
        logger.debug("not this");
        assertThat(text())
                .contains(
                        "\"service.name\":\"harbour\",\"service.version\":\"1.2\",\"service.environment\":\"production\"")
                .contains("\"message\":\"hello\"")
                .hasLineCount(1);
    }

    @Test
    void text_isTheDefault() {
        LogbackSetup.builder().output(bytes).install();
        logger.info("hello");
        assertThat(text()).endsWith(" INFO  [main] io.example.Main - hello\n");
    }

    @Test
    void secondSetup_replacesTheFirst() {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        LogbackSetup.builder().output(first).install();
        LogbackSetup.builder().output(bytes).install();
        logger.info("hello");
        assertThat(first.size()).isZero();
        assertThat(text()).hasLineCount(1);
    }

    @Test
    void levels_areSetByLogger() {
        LogbackSetup.builder()
                .output(bytes)
                .level("io.example", Level.DEBUG)
                .level("ROOT", Level.ERROR)
                .install();
        logger.debug("shown");
        LoggerFactory.getLogger("other").warn("hidden");
        assertThat(text()).contains("shown").doesNotContain("hidden");
    }

    @Test
    void ownRedactor_isUsed() {
        LogbackSetup.builder()
                .output(bytes)
                .redactor(Redactor.builder().tokenPrefix("hbk_").build())
                .install();
        logger.info("hbk_0123456789");
        assertThat(text()).contains("[redacted:token]");
    }

    @Test
    void appenderThatRedactsNothing_isAWeakness() {
        LogbackSetup setup = LogbackSetup.builder().json("x").output(bytes).install();
        assertThat(setup.evidence()).noneMatch(Evidence::isWeakened).isNotEmpty();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ListAppender<ILoggingEvent> list = new ListAppender<>();
        list.start();
        context.getLogger("io.example").addAppender(list);
        assertThat(setup.evidence()).anyMatch(e -> e.id().equals("LOG-PII") && e.isWeakened());
    }

    @Test
    void stop_writesNothingMore() {
        LogbackSetup setup = LogbackSetup.builder().output(bytes).install();
        setup.stop();
        logger.info("late");
        assertThat(text()).isEmpty();
    }

    @Test
    void allFaults_areReportedTogether() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> LogbackSetup.builder()
                        .json(" ")
                        .json("x")
                        .version("1")
                        .version("2")
                        .level("a", Level.INFO)
                        .level("a", Level.INFO)
                        .install());
        assertThat(refused.violations())
                .extracting(v -> v.path() + " " + v.reason())
                .containsExactly("json empty", "json set_twice", "version set_twice", "level set_twice");
    }
}
