package io.seaworthy.logging.logback;

import io.seaworthy.kernel.readiness.Evidence;
import java.util.List;
import java.util.Set;

/**
 * Log events as JSON lines with the field names that Logstash's own encoder made common: {@code @timestamp},
 * {@code @version}, {@code level}, {@code level_value}, {@code logger_name}, {@code thread_name}, {@code message},
 * {@code tags}, {@code stack_trace}, {@code stack_hash}, key-values and MDC beside them. All else is as with
 * {@link EcsJsonEncoder}. Thread-safe once started.
 */
public final class LogstashJsonEncoder extends FlatJsonEncoder {

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

    private static final byte[][] LEVELS = {
        ascii("\",\"level\":\"TRACE\",\"level_value\":5000"),
        ascii("\",\"level\":\"DEBUG\",\"level_value\":10000"),
        ascii("\",\"level\":\"INFO\",\"level_value\":20000"),
        ascii("\",\"level\":\"WARN\",\"level_value\":30000"),
        ascii("\",\"level\":\"ERROR\",\"level_value\":40000")
    };
    /** For Logback's configurator. */
    public LogstashJsonEncoder() {
        super(
                new Names("error_type", "error_message", "stack_trace", "stack_hash", "tags"),
                RESERVED,
                LEVELS,
                "\"@version\":\"1\"",
                "logger_name",
                "thread_name");
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                json("LogstashJsonEncoder"),
                pii("LogstashJsonEncoder"),
                Evidence.enforced("LOG-AGGREGATE", "LogstashJsonEncoder", "Logstash field names"));
    }
}
