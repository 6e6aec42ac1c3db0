package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.logging.internal.JsonLine;
import io.seaworthy.logging.internal.LineFormat;
import io.seaworthy.logging.internal.Scratch;
import io.seaworthy.logging.internal.Timestamps;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as JSON lines with the field names that Logstash's own encoder made common: {@code @timestamp},
 * {@code @version}, {@code level}, {@code level_value}, {@code logger_name}, {@code thread_name}, {@code message},
 * {@code tags}, {@code stack_trace}, {@code stack_hash}, key-values and MDC beside them. All else is as with
 * {@link EcsJsonEncoder}. Thread-safe once started.
 */
public final class LogstashJsonEncoder extends JsonLinesEncoder {

    private static final Set<String> RESERVED = Set.of(
            "@timestamp",
            "@version",
            "level",
            "level_value",
            "logger_name",
            "thread_name",
            "message",
            "tags",
            "error_type",
            "error_message",
            "stack_trace",
            "stack_hash",
            "labels.truncated");

    private static final byte[] OPEN = ascii("{\"@timestamp\":\"");
    private static final byte[][] LEVELS = {
        ascii("\",\"level\":\"TRACE\",\"level_value\":5000"),
        ascii("\",\"level\":\"DEBUG\",\"level_value\":10000"),
        ascii("\",\"level\":\"INFO\",\"level_value\":20000"),
        ascii("\",\"level\":\"WARN\",\"level_value\":30000"),
        ascii("\",\"level\":\"ERROR\",\"level_value\":40000")
    };
    private static final byte[] THREAD = ascii(",\"thread_name\":");
    private static final byte[] MESSAGE = ascii(",\"message\":");

    private byte[] fixed = {};

    /** For Logback's configurator. */
    public LogstashJsonEncoder() {
        super(new Names("error_type", "error_message", "stack_trace", "stack_hash", "tags"), LineFormat.flat(RESERVED));
    }

    @Override
    boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    @Override
    byte[] member(String name, String value) {
        return flatMember(name, value);
    }

    @Override
    public void start() {
        fixed = fixed(",\"@version\":\"1\"", true, ",\"logger_name\":");
        super.start();
    }

    @Override
    void head(
            ILoggingEvent event,
            @Nullable Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            Scratch scratch,
            JsonLine line) {
        JsonBuffer out = scratch.out().put(OPEN);
        Timestamps.put(event.getTimeStamp(), out);
        out.put(LEVELS[band(event)]);
        line.begun();
        for (String name : IDS) {
            String id = id(event, pairs, name);
            if (id != null) {
                line.field(name, id, 256);
            }
        }
        out.put(fixed).put(known(event.getLoggerName()));
        out.put(THREAD).put(known(event.getThreadName())).put(MESSAGE);
        message(event, arguments, scratch, line);
    }

    @Override
    void writeFailure(ILoggingEvent event, Throwable failure, Scratch scratch) {
        JsonBuffer out = scratch.out().put(OPEN);
        Timestamps.put(event.getTimeStamp(), out);
        out.put(LEVELS[4]).put(fixed).put(known("io.seaworthy.logging")).put(MESSAGE);
        out.putString("A log event could not be written").putAscii(",\"error_type\":");
        out.putString(failure.getClass().getName()).putAscii("}\n");
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                json("LogstashJsonEncoder"),
                pii("LogstashJsonEncoder"),
                Evidence.enforced("LOG-AGGREGATE", "LogstashJsonEncoder", "Logstash field names"));
    }
}
