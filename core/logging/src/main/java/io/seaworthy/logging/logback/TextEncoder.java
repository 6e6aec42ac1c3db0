package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.internal.Visible;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.Scratch;
import io.seaworthy.logging.internal.Timestamps;
import io.seaworthy.logging.internal.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as lines for people, with the same ids and the same redaction as {@link EcsJsonEncoder}:
 *
 * <pre>
 * 2026-11-21T01:34:56.789Z INFO  [main] io.example.Main - Started port=8080 {http.request.id=..., trace.id=...}
 * </pre>
 *
 * <p>What an event holds cannot forge a line: controls, line separators and invisible characters are escaped, and the
 * lines of a stack trace are indented. For development; machines read JSON better. Thread-safe once started.
 */
public final class TextEncoder extends SafeEncoder {

    private static final int MAX_MESSAGE = 16 << 10;
    private static final int MAX_VALUE = 2048;
    private static final int MAX_TRACE = 32 << 10;
    private static final int MAX_FIELDS = 128;
    private static final int MIN_LINE = 4096;
    private static final int MAX_LINE = 1 << 20;

    /** Kept for what says that something was cut. */
    private static final int REST = 16;

    private static final String PLAIN = "\u001b[0m";
    private static final String[] COLOURS = {"\u001b[90m", "\u001b[36m", "\u001b[32m", "\u001b[33m", "\u001b[1;31m"};

    private final Frames frames = new Frames(false);
    private int maxLineBytes = 64 << 10;
    private boolean colours = isTerminal(System.console() != null, System.getenv());

    /** Colours for people: where there is a terminal that has some and {@code NO_COLOR} is not set. */
    static boolean isTerminal(boolean console, Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", "dumb");
        return console
                && !terminal.equals("dumb")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Whether levels are coloured; by default where the output is a terminal. */
    public void setColours(boolean colours) {
        this.colours = colours;
    }

    /** For Logback's configurator. */
    public TextEncoder() {}

    /**
     * The longest text of an event with its stack trace, 65536 bytes by default; what is too much is cut, the ids stay
     * in. Permitted: 4096 to 1048576. Prohibited: 100.
     */
    public void setMaxLineBytes(int bytes) {
        if (bytes < MIN_LINE || bytes > MAX_LINE) {
            throw new IllegalArgumentException("maxLineBytes is 4096 to 1048576, not " + bytes);
        }
        maxLineBytes = bytes;
    }

    /** Pieces in UTF-8 for as long as there is room for them. */
    private static final class Line {

        private final JsonBuffer out;
        private final int limit;
        private boolean cut;

        Line(JsonBuffer out, int limit) {
            this.out = out;
            this.limit = limit;
        }

        /** Adds the piece whole and leaves so many bytes, or adds nothing. */
        boolean add(String piece, int keep) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            boolean fits = out.size() + bytes.length + keep <= limit;
            if (fits) {
                out.put(bytes);
            }
            cut |= !fits;
            return fits;
        }
    }

    @Override
    void write(
            ILoggingEvent event, @Nullable Object @Nullable [] arguments, List<KeyValuePair> pairs, Scratch scratch) {
        Line line = new Line(scratch.out(), maxLineBytes - REST);
        String ids = ids(event, pairs);
        int keep = ids.length() * 3;
        line.add(head(event), keep);
        // Three quarters of the room at most: a character has three bytes at most.
        String message = Values.cut(shown(whole(event, arguments), MAX_MESSAGE), maxLineBytes / 4);
        if (!line.add(message, keep)) {
            line.add(Values.cut(message, 256), keep);
        }
        int fields = 0;
        for (KeyValuePair pair : pairs) {
            if (pair != null && ++fields <= MAX_FIELDS && !isId(pair.key)) {
                line.add(" " + pair(pair.key, pair.value), keep);
            }
        }
        context(event, ids, line);
        IThrowableProxy throwable = event.getThrowableProxy();
        if (throwable != null) {
            StackTraces.of(throwable, redactor(), MAX_TRACE, frames)
                    .lines()
                    .forEach(frame -> line.add("\n    " + frame, 0));
        }
        scratch.out().putAscii(line.cut ? " [truncated]\n" : "\n");
    }

    private String head(ILoggingEvent event) {
        String level = event.getLevel().toString();
        String colour = COLOURS[Math.max(0, Math.min(4, event.getLevel().toInt() / 10_000))];
        return Timestamps.of(event.getTimeStamp()) + ' ' + (colours ? colour + level + PLAIN : level)
                + " ".repeat(Math.max(1, 6 - level.length()))
                + '[' + name(event.getThreadName()) + "] " + name(event.getLoggerName()) + " - ";
    }

    private String ids(ILoggingEvent event, List<KeyValuePair> pairs) {
        StringBuilder ids = new StringBuilder();
        for (String name : IDS) {
            String id = id(event, pairs, name);
            if (id != null) {
                ids.append(ids.length() == 0 ? "" : ", ").append(name).append('=');
                ids.append(Values.cut(name(id), 128));
            }
        }
        return ids.toString();
    }

    private void context(ILoggingEvent event, String ids, Line line) {
        boolean open = !ids.isEmpty();
        if (open) {
            line.add(" {" + ids, 1);
        }
        int fields = 0;
        for (Map.Entry<String, String> entry : mdc(event).entrySet()) {
            if (!isId(entry.getKey()) && ++fields <= MAX_FIELDS) {
                open |= line.add((open ? ", " : " {") + pair(entry.getKey(), entry.getValue()), 1);
            }
        }
        if (open) {
            line.add("}", 0);
        }
    }

    private String pair(@Nullable String name, @Nullable Object value) {
        String key = name == null || name.isEmpty() ? "_" : name;
        return Values.cut(shown(key, 128), 256)
                + '='
                + (redactor().isSensitive(key) ? Redactor.VALUE : shown(Values.text(value, rules()), MAX_VALUE));
    }

    private String name(@Nullable String text) {
        return Values.cut(shown(text, 256), 256);
    }

    private String shown(@Nullable String text, int max) {
        return Visible.escape(Values.redacted(String.valueOf(text), max, redactor()::redact));
    }

    private static boolean isId(@Nullable String name) {
        return IDS[0].equals(name) || IDS[1].equals(name) || IDS[2].equals(name);
    }

    @Override
    void writeFailure(ILoggingEvent event, Throwable failure, Scratch scratch) {
        String line = Timestamps.of(event.getTimeStamp()) + " ERROR A log event could not be written: "
                + failure.getClass().getName();
        StringBuilder ids = new StringBuilder();
        for (String name : IDS) {
            String id = idOfFailed(event, name);
            ids.append(id == null ? "" : " " + name + "=" + Visible.escape(id));
        }
        line += ids.append('\n');
        scratch.out().put(line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                Evidence.weakened(
                        "LOG-JSON", "TextEncoder", "text lines", "the log is text for people, not JSON for machines"),
                pii("TextEncoder"));
    }
}
