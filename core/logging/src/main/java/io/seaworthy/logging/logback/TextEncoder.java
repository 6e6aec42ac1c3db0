package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
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

    private static final String PLAIN = "\u001b[0m";
    private static final String[] COLOURS = {"\u001b[90m", "\u001b[36m", "\u001b[32m", "\u001b[33m", "\u001b[1;31m"};

    private final Frames frames = new Frames(false);
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

    @Override
    void write(
            ILoggingEvent event, @Nullable Object @Nullable [] arguments, List<KeyValuePair> pairs, Scratch scratch) {
        StringBuilder line = new StringBuilder(256);
        line.append(Timestamps.of(event.getTimeStamp())).append(' ');
        String level = event.getLevel().toString();
        line.append(colours ? COLOURS[Math.max(0, Math.min(4, event.getLevel().toInt() / 10_000))] : "")
                .append(level)
                .append(colours ? PLAIN : "");
        line.append(" ".repeat(Math.max(1, 6 - level.length())));
        line.append('[').append(shown(event.getThreadName(), 256)).append("] ");
        line.append(shown(event.getLoggerName(), 256)).append(" - ");
        line.append(shown(whole(event, arguments), MAX_MESSAGE));
        int fields = 0;
        for (KeyValuePair pair : pairs) {
            if (pair != null && ++fields <= MAX_FIELDS && !isId(pair.key)) {
                pair(line.append(' '), pair.key, pair.value);
            }
        }
        context(event, pairs, line);
        line.append('\n');
        IThrowableProxy throwable = event.getThrowableProxy();
        if (throwable != null) {
            StackTraces.of(throwable, redactor(), MAX_TRACE, frames)
                    .lines()
                    .forEach(frame -> line.append("    ").append(frame).append('\n'));
        }
        scratch.out().put(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void context(ILoggingEvent event, List<KeyValuePair> pairs, StringBuilder line) {
        int open = line.length();
        for (String name : IDS) {
            String id = id(event, pairs, name);
            if (id != null) {
                pair(line.append(line.length() == open ? " {" : ", "), name, id);
            }
        }
        int fields = 0;
        for (Map.Entry<String, String> entry : mdc(event).entrySet()) {
            if (!isId(entry.getKey()) && ++fields <= MAX_FIELDS) {
                pair(line.append(line.length() == open ? " {" : ", "), entry.getKey(), entry.getValue());
            }
        }
        if (line.length() > open) {
            line.append('}');
        }
    }

    private void pair(StringBuilder line, @Nullable String name, @Nullable Object value) {
        String key = name == null || name.isEmpty() ? "_" : name;
        line.append(shown(key, 128)).append('=');
        line.append(redactor().isSensitive(key) ? Redactor.VALUE : shown(Values.text(value, rules()), MAX_VALUE));
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
                + failure.getClass().getName() + "\n";
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
