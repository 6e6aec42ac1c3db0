package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.logging.internal.JsonLine;
import io.seaworthy.logging.internal.KnownTexts;
import io.seaworthy.logging.internal.LineFormat;
import io.seaworthy.logging.internal.Scratch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as OpenTelemetry log records: each line is one {@code LogsData} in OTLP's JSON encoding, which the
 * collector's {@code otlpjsonfile} receiver reads. {@code severityNumber} follows the data model (TRACE 1, DEBUG 5, INFO
 * 9, WARN 13, ERROR 17); {@code traceId} and {@code spanId} are the record's own; the logger is the scope; key-values,
 * MDC, {@code thread.name}, {@code log.tags} and {@code exception.*} are attributes with unique keys. All else is as with
 * {@link EcsJsonEncoder}. Thread-safe once started.
 */
public final class OtlpJsonEncoder extends JsonLinesEncoder {

    private static final Set<String> RESERVED = Set.of(
            "thread.name",
            "log.tags",
            "exception.type",
            "exception.message",
            "exception.stacktrace",
            "exception.stack_hash",
            "labels.truncated");

    private static final byte[] TIME = ascii("},\"logRecords\":[{\"timeUnixNano\":\"");
    private static final byte[][] LEVELS = {
        ascii("000000\",\"severityNumber\":1,\"severityText\":\"TRACE\""),
        ascii("000000\",\"severityNumber\":5,\"severityText\":\"DEBUG\""),
        ascii("000000\",\"severityNumber\":9,\"severityText\":\"INFO\""),
        ascii("000000\",\"severityNumber\":13,\"severityText\":\"WARN\""),
        ascii("000000\",\"severityNumber\":17,\"severityText\":\"ERROR\"")
    };
    private static final byte[] TRACE = ascii(",\"traceId\":\"");
    private static final byte[] SPAN = ascii(",\"spanId\":\"");
    private static final byte[] BODY = ascii(",\"body\":{\"stringValue\":");
    private static final byte[] ATTRIBUTES =
            ascii("},\"attributes\":[{\"key\":\"thread.name\",\"value\":{\"stringValue\":");

    private KnownTexts loggers = new KnownTexts(redactor(), NOTHING, NOTHING);
    private KnownTexts threads = loggers;

    /** For Logback's configurator. */
    public OtlpJsonEncoder() {
        super(
                new Names(
                        "exception.type",
                        "exception.message",
                        "exception.stacktrace",
                        "exception.stack_hash",
                        "log.tags"),
                LineFormat.otlp(RESERVED));
    }

    /** The resource's {@code service.name}. */
    public void setServiceName(String name) {
        service("service.name", name);
    }

    /** The resource's {@code service.version}. */
    public void setServiceVersion(String version) {
        service("service.version", version);
    }

    /** The resource's {@code deployment.environment.name}. */
    public void setServiceEnvironment(String environment) {
        service("deployment.environment.name", environment);
    }

    @Override
    boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    @Override
    byte[] member(String name, String value) {
        JsonBuffer out = JsonBuffer.create(64).putAscii("{\"key\":").putString(name);
        return out.putAscii(",\"value\":{\"stringValue\":")
                .putString(value)
                .putAscii("}}")
                .toBytes();
    }

    @Override
    public void start() {
        super.start();
        byte[] fixed = fixed(
                "{\"resourceLogs\":[{\"resource\":{\"attributes\":[", false, "]},\"scopeLogs\":[{\"scope\":{\"name\":");
        loggers = new KnownTexts(redactor(), fixed, TIME);
        threads = new KnownTexts(redactor(), ATTRIBUTES, ascii("}}"));
    }

    @Override
    void head(
            ILoggingEvent event,
            @Nullable Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            Scratch scratch,
            JsonLine line) {
        JsonBuffer out = scratch.out().put(loggers.json(event.getLoggerName()));
        out.putLong(Math.max(0, event.getTimeStamp())).put(LEVELS[band(event)]);
        id(out, TRACE, id(event, pairs, IDS[1]), 32);
        id(out, SPAN, id(event, pairs, IDS[2]), 16);
        out.put(BODY);
        message(event, arguments, scratch, line);
        out.put(threads.json(event.getThreadName()));
        line.begun();
        String requestId = id(event, pairs, IDS[0]);
        if (requestId != null) {
            line.field(IDS[0], requestId, 256);
        }
    }

    private static void id(JsonBuffer out, byte[] name, @Nullable String id, int length) {
        if (id != null && id.length() == length && isHex(id)) {
            out.put(name).putAscii(id).put('"');
        }
    }

    private static boolean isHex(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    void writeFailure(ILoggingEvent event, Throwable failure, Scratch scratch) {
        JsonBuffer out = scratch.out().put(loggers.json("io.seaworthy.logging"));
        out.putLong(Math.max(0, event.getTimeStamp())).put(LEVELS[4]);
        id(out, TRACE, idOfFailed(event, IDS[1]), 32);
        id(out, SPAN, idOfFailed(event, IDS[2]), 16);
        out.put(BODY);
        out.putString("A log event could not be written")
                .putAscii("},\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":");
        out.putString(failure.getClass().getName()).putAscii("}}");
        String requestId = idOfFailed(event, IDS[0]);
        if (requestId != null) {
            out.put(',').put(member(IDS[0], requestId));
        }
        out.putAscii("]}]}]}]}\n");
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                json("OtlpJsonEncoder"),
                pii("OtlpJsonEncoder"),
                Evidence.enforced("LOG-AGGREGATE", "OtlpJsonEncoder", "OTLP log records"));
    }
}
