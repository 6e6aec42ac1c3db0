package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.logging.internal.JsonLine;
import io.seaworthy.logging.internal.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as JSON lines in the shape of the Elastic Common Schema: {@code @timestamp}, {@code log.level},
 * {@code message}, the request's ids, {@code log.logger}, {@code process.thread.name}, {@code service.*}, key-values with
 * their types, the MDC, {@code tags} (markers) and {@code error.*}.
 *
 * <p>Every event gives exactly one line that is one valid JSON object with unique names, whatever it holds: controls,
 * line separators, bidirectional and invisible characters and lone surrogates are escaped; a field of the application
 * that has a reserved or taken name becomes {@code labels.NAME}; a {@code toString} that throws is contained; objects
 * are never looked into. Message, arguments, MDC, key-values and exception texts are redacted. A line is at most 16 KiB
 * long unless set otherwise (containers split longer ones); what is too much is cut, the object stays valid and the ids
 * stay in.
 *
 * <p>Its constructor is public because Logback makes encoders by reflection:
 *
 * <pre>{@code
 * <encoder class="io.seaworthy.logging.logback.EcsJsonEncoder"><serviceName>harbour</serviceName></encoder>
 * }</pre>
 *
 * <p>Thread-safe once started.
 */
public final class EcsJsonEncoder extends SafeEncoder {

    private static final int MIN_LINE = 4096;
    private static final int MAX_LINE = 1 << 20;

    private static final Set<String> RESERVED = Set.of(
            "@timestamp",
            "log.level",
            "message",
            "ecs.version",
            "log.logger",
            "process.thread.name",
            "service.name",
            "service.version",
            "service.environment",
            "tags",
            "error.type",
            "error.message",
            "error.stack_trace",
            "labels.truncated");

    private @Nullable String serviceName;
    private @Nullable String serviceVersion;
    private @Nullable String serviceEnvironment;
    private int maxLineBytes = 16 << 10;
    private byte[] fixed = {};

    /** For Logback's configurator. */
    public EcsJsonEncoder() {}

    /** {@code service.name}. */
    public void setServiceName(String name) {
        serviceName = name;
    }

    /** {@code service.version}. */
    public void setServiceVersion(String version) {
        serviceVersion = version;
    }

    /** {@code service.environment}. */
    public void setServiceEnvironment(String environment) {
        serviceEnvironment = environment;
    }

    /** The longest line with its line feed, 16384 bytes by default. Permitted: 4096 to 1048576. Prohibited: 100. */
    public void setMaxLineBytes(int bytes) {
        if (bytes < MIN_LINE || bytes > MAX_LINE) {
            throw new IllegalArgumentException("maxLineBytes is 4096 to 1048576, not " + bytes);
        }
        maxLineBytes = bytes;
    }

    @Override
    public void start() {
        JsonBuffer out = JsonBuffer.create(256).putAscii("\"ecs.version\":\"8.11.0\"");
        service(out, "service.name", serviceName);
        service(out, "service.version", serviceVersion);
        service(out, "service.environment", serviceEnvironment);
        fixed = out.toBytes();
        super.start();
    }

    private static void service(JsonBuffer out, String name, @Nullable String value) {
        if (value != null) {
            out.putAscii(",\"").putAscii(name).putAscii("\":");
            out.putString(value.length() <= 256 ? value : value.substring(0, 256));
        }
    }

    @Override
    void write(ILoggingEvent event, JsonBuffer out) {
        JsonLine line = new JsonLine(out, redactor(), RESERVED, maxLineBytes);
        line.plain("@timestamp", Timestamps.of(event.getTimeStamp()));
        line.plain("log.level", event.getLevel().toString());
        for (String name : IDS) {
            String id = id(event, name);
            if (id != null) {
                line.field(name, id, 256);
            }
        }
        line.fixed(fixed);
        line.text("log.logger", event.getLoggerName(), 256);
        line.text("process.thread.name", String.valueOf(event.getThreadName()), 256);
        line.text("message", message(event), maxLineBytes / 3);
        IThrowableProxy throwable = event.getThrowableProxy();
        if (throwable != null) {
            line.text("error.type", throwable.getClassName(), 512);
            line.plain("error.message", StackTraces.message(throwable, redactor()));
        }
        for (KeyValuePair pair : keyValues(event)) {
            if (pair != null) {
                line.field(pair.key, pair.value, 2048);
            }
        }
        for (Map.Entry<String, String> entry : mdc(event).entrySet()) {
            line.field(entry.getKey(), entry.getValue(), 1024);
        }
        tags(event, line);
        if (throwable != null) {
            line.plain("error.stack_trace", StackTraces.of(throwable, redactor(), maxLineBytes / 2));
        }
        line.finish();
    }

    private static void tags(ILoggingEvent event, JsonLine line) {
        List<Marker> markers = event.getMarkerList();
        if (markers != null && !markers.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (Marker marker : markers) {
                names.add(marker.getName());
            }
            line.list("tags", names, 128);
        }
    }

    @Override
    void writeFailure(ILoggingEvent event, Throwable failure, JsonBuffer out) {
        JsonLine line = new JsonLine(out, redactor(), RESERVED, maxLineBytes);
        line.plain("@timestamp", Timestamps.of(event.getTimeStamp()));
        line.plain("log.level", "ERROR");
        line.fixed(fixed);
        line.plain("message", "A log event could not be written");
        line.plain("error.type", failure.getClass().getName());
        line.finish();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                Evidence.enforced(
                        "LOG-JSON", "EcsJsonEncoder", "one JSON object per line, at most " + maxLineBytes + " bytes"),
                Evidence.enforced(
                        "LOG-PII", "EcsJsonEncoder", "message, key-values, MDC and exceptions redacted in one pass"),
                Evidence.enforced("LOG-AGGREGATE", "EcsJsonEncoder", "ECS 8.11 field names"));
    }
}
