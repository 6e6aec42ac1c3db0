package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.internal.JsonLine;
import io.seaworthy.logging.internal.KnownTexts;
import io.seaworthy.logging.internal.LineFormat;
import io.seaworthy.logging.internal.Scratch;
import io.seaworthy.logging.internal.Timestamps;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** The shapes that are one flat object which begins with {@code @timestamp}; they differ in names only. */
public abstract sealed class FlatJsonEncoder extends JsonLinesEncoder permits EcsJsonEncoder, LogstashJsonEncoder {

    private static final byte[] MESSAGE = ascii(",\"message\":");

    private final Set<String> reserved;
    private final byte[][] levels;
    private final String version;
    private final String logger;
    private final byte[] thread;
    private final String errorType;
    private final Timestamps timestamps = new Timestamps("{\"@timestamp\":\"");
    private KnownTexts loggers = new KnownTexts(redactor(), NOTHING, NOTHING);
    private KnownTexts threads = loggers;

    /**
     * @param levels what ends the timestamp and says the level, from TRACE to ERROR
     * @param version the member that names the shape's version
     */
    FlatJsonEncoder(Names names, Set<String> reserved, byte[][] levels, String version, String logger, String thread) {
        super(names, LineFormat.flat(reserved));
        this.reserved = reserved;
        this.levels = levels;
        this.version = version;
        this.logger = logger;
        this.thread = ascii(",\"" + thread + "\":");
        this.errorType = ",\"" + names.errorType() + "\":";
    }

    @Override
    final boolean isReserved(String name) {
        return reserved.contains(name);
    }

    @Override
    final byte[] member(String name, String value) {
        return flatMember(name, value);
    }

    @Override
    public final void start() {
        super.start();
        byte[] fixed = fixed("," + version, true, ",\"" + logger + "\":");
        loggers = new KnownTexts(redactor(), fixed, thread);
        threads = new KnownTexts(redactor(), NOTHING, MESSAGE);
    }

    @Override
    final void head(
            ILoggingEvent event,
            @Nullable Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            Scratch scratch,
            JsonLine line) {
        JsonBuffer out = scratch.out();
        timestamps.put(event.getTimeStamp(), out);
        out.put(levels[band(event)]);
        line.begun();
        for (String name : IDS) {
            String id = id(event, pairs, name);
            if (id != null) {
                line.field(name, id, 256);
            }
        }
        out.put(loggers.json(event.getLoggerName())).put(threads.json(event.getThreadName()));
        message(event, arguments, scratch, line);
    }

    @Override
    final void writeFailure(ILoggingEvent event, Throwable failure, Scratch scratch) {
        JsonBuffer out = scratch.out();
        timestamps.put(event.getTimeStamp(), out);
        out.put(levels[4]);
        for (String name : IDS) {
            String id = idOfFailed(event, name);
            if (id != null) {
                out.put(',').put(flatMember(name, id));
            }
        }
        out.put(loggers.json("io.seaworthy.logging"))
                .put(threads.json(Thread.currentThread().getName()));
        out.putString("A log event could not be written").putAscii(errorType);
        out.putString(failure.getClass().getName()).putAscii("}\n");
    }
}
