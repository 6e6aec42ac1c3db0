package io.seaworthy.benchmarks.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import io.seaworthy.logging.logback.EcsJsonEncoder;
import net.logstash.logback.encoder.LogstashEncoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** Encoders of Logback over one event, made anew each time as a logger makes it. */
final class LogbackLines {

    private LogbackLines() {}

    static LogLine seaworthy() {
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.setServiceName("orders");
        return over(encoder);
    }

    static LogLine logback() {
        JsonEncoder encoder = new JsonEncoder();
        // By itself it writes the pattern and the arguments apart, and formats nothing.
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        return over(encoder);
    }

    static LogLine logstash() {
        return over(new LogstashEncoder());
    }

    static LogLine ecs() {
        EcsEncoder encoder = new EcsEncoder();
        encoder.setServiceName("orders");
        return over(encoder);
    }

    /** What any encoder has to copy at least. */
    static LogLine floor() {
        Logger logger = new LoggerContext().getLogger(StandardEvent.LOGGER);
        byte[] line = seaworthy().line(null);
        byte[] withStack = seaworthy().line(StandardEvent.failure());
        return thrown -> {
            LoggingEvent event = event(logger, thrown);
            return (event.getThrowableProxy() == null ? line : withStack).clone();
        };
    }

    private static LogLine over(Encoder<ILoggingEvent> encoder) {
        LoggerContext context = new LoggerContext();
        encoder.setContext(context);
        encoder.start();
        Logger logger = context.getLogger(StandardEvent.LOGGER);
        return thrown -> encoder.encode(event(logger, thrown));
    }

    static LoggingEvent event(Logger logger, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                LogbackLines.class.getName(),
                logger,
                Level.INFO,
                StandardEvent.MESSAGE,
                thrown,
                StandardEvent.ARGUMENTS);
        event.setMDCPropertyMap(StandardEvent.MDC);
        for (KeyValuePair pair : StandardEvent.PAIRS) {
            event.addKeyValuePair(pair);
        }
        event.setThreadName("http-7");
        return event;
    }
}
