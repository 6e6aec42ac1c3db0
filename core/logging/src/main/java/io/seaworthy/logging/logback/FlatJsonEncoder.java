package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.internal.JsonLine;
import io.seaworthy.logging.internal.LineFormat;
import io.seaworthy.logging.internal.Scratch;
import io.seaworthy.logging.internal.Timestamps;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** The shapes that are one flat object which begins with {@code @timestamp}; they differ in names only. */
abstract class FlatJsonEncoder extends JsonLinesEncoder {

    private static final byte[] OPEN = ascii("{\"@timestamp\":\"");
    private static final byte[] MESSAGE = ascii(",\"message\":");

    private final Set<String> reserved;
    private final byte[][] levels;
    private final String version;
    private final String logger;
    private final byte[] thread;
    private final String errorType;
    private byte[] fixed = {};

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
        fixed = fixed("," + version, true, ",\"" + logger + "\":");
        super.start();
    }

    @Override
    final void head(
            ILoggingEvent event,
            @Nullable Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            Scratch scratch,
            JsonLine line) {
        JsonBuffer out = scratch.out().put(OPEN);
        Timestamps.put(event.getTimeStamp(), out);
        out.put(levels[band(event)]);
        line.begun();
        for (String name : IDS) {
            String id = id(event, pairs, name);
            if (id != null) {
                line.field(name, id, 256);
            }
        }
        out.put(fixed).put(known(event.getLoggerName()));
        out.put(thread).put(known(event.getThreadName())).put(MESSAGE);
        message(event, arguments, scratch, line);
    }

    @Override
    final void writeFailure(ILoggingEvent event, Throwable failure, Scratch scratch) {
        JsonBuffer out = scratch.out().put(OPEN);
        Timestamps.put(event.getTimeStamp(), out);
        out.put(levels[4]).put(fixed).put(known("io.seaworthy.logging")).put(MESSAGE);
        out.putString("A log event could not be written").putAscii(errorType);
        out.putString(failure.getClass().getName()).putAscii("}\n");
    }
}
