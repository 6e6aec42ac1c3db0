package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.logging.internal.JsonLine;
import io.seaworthy.logging.internal.LineFormat;
import io.seaworthy.logging.internal.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * What the encoders of JSON lines have in common.
 *
 * <p>Every event gives exactly one line that is one valid JSON object with unique names, whatever it holds: controls,
 * line separators, bidirectional and invisible characters and lone surrogates are escaped; a field of the application
 * that has a reserved or taken name becomes {@code labels.NAME}; a {@code toString} that throws is contained; objects
 * are never looked into. Message, arguments, MDC, key-values and exception texts are redacted. A line is at most 16 KiB
 * long unless set otherwise (containers split longer ones); what is too much is cut, the object stays valid and the ids
 * stay in. Thread-safe once started.
 */
public abstract sealed class JsonLinesEncoder extends SafeEncoder permits FlatJsonEncoder, OtlpJsonEncoder {

    private static final int MIN_LINE = 4096;
    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_VALUE = 2048;

    /** Kept for the hash behind the stack. */
    private static final int HASH_BYTES = 256;

    /** The names of the fields that all shapes have. */
    record Names(String errorType, String errorMessage, String stack, String hash, String tags) {}

    private final Names names;
    private LineFormat format;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private int maxLineBytes = 16 << 10;
    private final Frames frames = new Frames(true);

    JsonLinesEncoder(Names names, LineFormat format) {
        this.names = names;
        this.format = format;
    }

    /** The longest line with its line feed, 16384 bytes by default. Permitted: 4096 to 1048576. Prohibited: 100. */
    public final void setMaxLineBytes(int bytes) {
        if (bytes < MIN_LINE || bytes > MAX_LINE) {
            throw new IllegalArgumentException("maxLineBytes is 4096 to 1048576, not " + bytes);
        }
        maxLineBytes = bytes;
    }

    /**
     * A field of every line, {@code NAME=VALUE}. Permitted: {@code service.node.name=a1}. Prohibited: a name that the
     * encoder writes itself, a name twice, a line without {@code =}, more than 2000 characters in all.
     */
    public final void addField(String field) {
        int equals = field.indexOf('=');
        if (equals < 1 || equals > 128) {
            throw new IllegalArgumentException("field is NAME=VALUE");
        }
        put(field.substring(0, equals), field.substring(equals + 1));
    }

    final void service(String name, String value) {
        keep(name, value.length() <= 256 ? value : value.substring(0, 256));
    }

    private void put(String name, String value) {
        if (isReserved(name) || fields.containsKey(name)) {
            throw new IllegalArgumentException("The field " + name + " is there already");
        }
        keep(name, value);
    }

    private void keep(String name, String value) {
        fields.put(name, value);
        int size = fields.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + e.getValue().length())
                .sum();
        if (size > 2000) {
            throw new IllegalArgumentException("Fixed fields have 2000 characters at most, not " + size);
        }
    }

    abstract boolean isReserved(String name);

    @Override
    public void start() {
        super.start();
        format = format.reserving(fields.keySet());
    }

    /** The fixed fields between what comes before and after them. */
    final byte[] fixed(String first, boolean commaFirst, String last) {
        JsonBuffer out = JsonBuffer.create(256).putAscii(first);
        boolean comma = commaFirst;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            out.putAscii(comma ? "," : "").put(member(field.getKey(), field.getValue()));
            comma = true;
        }
        return out.putAscii(last).toBytes();
    }

    /** A member of an object or an attribute, whatever the shape has. */
    abstract byte[] member(String name, String value);

    /** A name and a text in quotes. */
    static byte[] flatMember(String name, String value) {
        return JsonBuffer.create(64).putString(name).put(':').putString(value).toBytes();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static int band(ILoggingEvent event) {
        return Math.max(0, Math.min(4, event.getLevel().toInt() / 10_000));
    }

    final int maxMessage() {
        return maxLineBytes / 3;
    }

    final String limit() {
        return "at most " + maxLineBytes + " bytes";
    }

    /** Everything up to the message, the ids and the message included. */
    abstract void head(
            ILoggingEvent event,
            @Nullable Object @Nullable [] arguments,
            List<KeyValuePair> pairs,
            Scratch scratch,
            JsonLine line);

    final void message(ILoggingEvent event, @Nullable Object @Nullable [] arguments, Scratch scratch, JsonLine line) {
        format(event, arguments, scratch);
        if (!line.message(maxMessage())) {
            line.message(whole(event, arguments), maxMessage());
        }
    }

    @Override
    final void write(
            ILoggingEvent event, @Nullable Object @Nullable [] arguments, List<KeyValuePair> pairs, Scratch scratch) {
        JsonLine line = scratch.line().begin(format, rules(), maxLineBytes);
        head(event, arguments, pairs, scratch, line);
        IThrowableProxy throwable = event.getThrowableProxy();
        String message = throwable == null ? "" : StackTraces.message(throwable, redactor());
        if (throwable != null) {
            line.text(names.errorType, throwable.getClassName(), 512).plain(names.errorMessage, message);
        }
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            if (pair != null) {
                line.field(pair.key, pair.value, MAX_VALUE);
            }
        }
        Map<String, String> mdc = event.getMDCPropertyMap();
        if (mdc != null && !mdc.isEmpty()) {
            mdc.forEach(line.context());
        }
        tags(event, line);
        if (throwable != null) {
            stack(throwable, message, scratch, line);
        }
        line.finish();
    }

    private void stack(IThrowableProxy throwable, String message, Scratch scratch, JsonLine line) {
        int end = line.open(names.stack, HASH_BYTES);
        if (end > 0) {
            int max = maxLineBytes / 2;
            StackTraces trace = StackTraces.write(throwable, message, redactor(), max, frames, scratch.out(), end);
            line.close(trace.isWhole()).plain(names.hash, trace.hash());
        }
    }

    private void tags(ILoggingEvent event, JsonLine line) {
        List<Marker> markers = event.getMarkerList();
        if (markers != null && !markers.isEmpty()) {
            List<String> tags = new ArrayList<>();
            for (Marker marker : markers) {
                tags.add(marker.getName());
            }
            line.list(names.tags, tags, 128);
        }
    }

    final LineFormat format() {
        return format;
    }

    final Evidence json(String component) {
        return Evidence.enforced("LOG-JSON", component, "one JSON object per line, " + limit());
    }
}
