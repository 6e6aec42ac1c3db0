package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.internal.Visible;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.Values;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes a throwable with its causes, bounded in every direction, messages redacted and on one line, frames of the
 * platform's reflection left out. Its hash is that of the types and methods, without lines and messages: the same fault
 * has the same one.
 */
final class StackTraces {

    static final int MAX_MESSAGE = 2048;
    private static final int MAX_FRAMES = 64;
    private static final int MAX_THROWABLES = 24;
    private static final int MAX_BYTES = 12 << 10;

    /** Kept for what says that something was left out. */
    private static final int RESERVE = 128;

    private final JsonBuffer out;
    private final Frames frames;
    private final Redactor redactor;
    private final int stop;
    private final int end;
    private int throwables;
    private int hash = 17;
    private boolean cut;

    private StackTraces(JsonBuffer out, Frames frames, Redactor redactor, int max, int end) {
        this.out = out;
        this.frames = frames;
        this.redactor = redactor;
        this.stop = out.size() + Math.min(max, MAX_BYTES);
        this.end = end;
    }

    /** The trace as a plain text of about so many bytes. */
    static String of(IThrowableProxy throwable, Redactor redactor, int max, Frames frames) {
        JsonBuffer out = JsonBuffer.create(2048);
        StackTraces trace = new StackTraces(out, frames, redactor, max, Integer.MAX_VALUE);
        trace.append(throwable, message(throwable, redactor), 0, "");
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    /** Writes the trace into a text of JSON: about so many bytes, and never beyond the end. */
    static StackTraces write(
            IThrowableProxy throwable,
            String message,
            Redactor redactor,
            int max,
            Frames frames,
            JsonBuffer out,
            int end) {
        StackTraces trace = new StackTraces(out, frames, redactor, max, end);
        trace.append(throwable, message, 0, "");
        return trace;
    }

    /** Eight hex digits. */
    String hash() {
        return HexFormat.of().toHexDigits(hash);
    }

    /** Whether nothing was lost because the line was full. */
    boolean isWhole() {
        return !cut;
    }

    /** The message without secrets, or an empty text. */
    static String message(IThrowableProxy throwable, Redactor redactor) {
        String message = throwable.getMessage();
        return message == null ? "" : Values.redacted(message, MAX_MESSAGE, redactor::redact);
    }

    private boolean isFull() {
        return out.size() > stop || cut;
    }

    /** Causes are a loop, so only suppressed throwables nest; all are counted. */
    private void append(IThrowableProxy first, String firstMessage, int depth, String caption) {
        String label = caption;
        for (IThrowableProxy at = first; at != null; at = at.getCause()) {
            if (++throwables > MAX_THROWABLES || isFull()) {
                indent(depth);
                last("... more\n");
                return;
            }
            indent(depth);
            put(label);
            if (at.isCyclic()) {
                put("[circular: " + Frames.name(at.getClassName()) + "]\n");
                return;
            }
            hash = hash * 31 + at.getClassName().hashCode();
            head(at, at == first ? firstMessage : message(at, redactor));
            frames(at, depth);
            IThrowableProxy[] suppressed = at.getSuppressed();
            if (suppressed != null) {
                for (IThrowableProxy one : suppressed) {
                    if (throwables <= MAX_THROWABLES) {
                        append(one, message(one, redactor), depth + 1, "Suppressed: ");
                    }
                }
            }
            label = "Caused by: ";
        }
    }

    private void head(IThrowableProxy at, String message) {
        put(Frames.name(at.getClassName()));
        if (!message.isEmpty()) {
            String visible = Visible.escape(message);
            // An escape is six characters long: what is cut here was cut before, unless it is all escapes.
            put(": ");
            put(visible.length() <= MAX_MESSAGE ? visible : visible.substring(0, MAX_MESSAGE));
        }
        put("\n");
    }

    private void frames(IThrowableProxy throwable, int depth) {
        StackTraceElementProxy[] all = throwable.getStackTraceElementProxyArray();
        int own = all == null ? 0 : all.length - throwable.getCommonFrames();
        int omitted = 0;
        int shown = Math.min(own, MAX_FRAMES);
        for (int i = 0; i < shown && !isFull(); i++) {
            Frames.Frame frame = frames.of(all[i].getStackTraceElement());
            if (frame.isPlumbing()) {
                omitted++;
                continue;
            }
            hash = hash * 31 + frame.hash();
            indent(depth);
            put(frame.shown());
        }
        int left = throwable.getCommonFrames() + omitted + Math.max(0, own - shown);
        if (left > 0) {
            indent(depth);
            last("\t... " + left + " more\n");
        }
    }

    private void indent(int depth) {
        for (int i = 0; i < depth; i++) {
            put("\t");
        }
    }

    private void put(String text) {
        if (cut || 6L * text.length() > end - RESERVE - out.size()) {
            cut = true;
        } else {
            frames.put(text, out);
        }
    }

    private void put(byte[] bytes) {
        if (cut || bytes.length > end - RESERVE - out.size()) {
            cut = true;
        } else {
            out.put(bytes);
        }
    }

    /** Says that something is left out, for which room was kept. */
    private void last(String text) {
        if (2 * text.length() <= end - out.size()) {
            frames.put(text, out);
        } else {
            cut = true;
        }
    }
}
