package io.seaworthy.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** The event that tells of lines that were lost. Stateless. */
final class Lost {

    private Lost() {}

    static ILoggingEvent event(long lines) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("io.seaworthy.logging");
        event.setLevel(Level.WARN);
        event.setMessage("Lines of this log were dropped");
        event.setThreadName(Thread.currentThread().getName());
        event.setTimeStamp(System.currentTimeMillis());
        event.setMDCPropertyMap(Map.of());
        event.addKeyValuePair(new KeyValuePair("event.dropped", lines));
        return event;
    }
}
