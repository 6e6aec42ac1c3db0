package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.seaworthy.kernel.internal.Visible;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.Text;
import io.seaworthy.logging.internal.Values;
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
    private static final int MAX_NAME = 512;
    private static final String[] PLUMBING = {
        "jdk.internal.reflect.", "java.lang.reflect.", "java.lang.invoke.", "sun.reflect.", "jdk.internal.vm."
    };

    private final Text out;
    private final Redactor redactor;
    private final int max;
    private int throwables;
    private int hash = 17;

    private StackTraces(Text out, Redactor redactor, int max) {
        this.out = out;
        this.redactor = redactor;
        this.max = Math.min(max, 12 << 10);
    }

    static String of(IThrowableProxy throwable, Redactor redactor, int max) {
        Text out = new Text();
        write(throwable, redactor, max, out);
        return out.toString();
    }

    /** Writes the trace and answers its hash, eight hex digits. */
    static String write(IThrowableProxy throwable, Redactor redactor, int max, Text out) {
        StackTraces trace = new StackTraces(out, redactor, max);
        trace.append(throwable, "", "");
        return HexFormat.of().toHexDigits(trace.hash);
    }

    /** The message without secrets, or an empty text. */
    static String message(IThrowableProxy throwable, Redactor redactor) {
        String message = throwable.getMessage();
        return message == null ? "" : Values.redacted(message, MAX_MESSAGE, redactor::redact);
    }

    /** Causes are a loop, so only suppressed throwables nest; all are counted. */
    private void append(IThrowableProxy first, String indent, String caption) {
        String label = caption;
        for (IThrowableProxy at = first; at != null; at = at.getCause()) {
            if (++throwables > MAX_THROWABLES || out.length() > max) {
                out.append(indent).append("... more\n");
                return;
            }
            out.append(indent).append(label);
            if (at.isCyclic()) {
                out.append("[circular: ").append(name(at.getClassName())).append("]\n");
                return;
            }
            hash = hash * 31 + at.getClassName().hashCode();
            out.append(name(at.getClassName()));
            String message = message(at, redactor);
            if (!message.isEmpty()) {
                String visible = Visible.escape(message);
                // An escape is six characters long: what is cut here was cut before, unless it is all escapes.
                out.append(": ").append(visible.length() <= MAX_MESSAGE ? visible : visible.substring(0, MAX_MESSAGE));
            }
            out.append("\n");
            frames(at, indent);
            IThrowableProxy[] suppressed = at.getSuppressed();
            if (suppressed != null) {
                for (IThrowableProxy one : suppressed) {
                    if (throwables <= MAX_THROWABLES) {
                        append(one, indent + "\t", "Suppressed: ");
                    }
                }
            }
            label = "Caused by: ";
        }
    }

    private void frames(IThrowableProxy throwable, String indent) {
        StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
        int own = frames == null ? 0 : frames.length - throwable.getCommonFrames();
        int omitted = 0;
        int shown = Math.min(own, MAX_FRAMES);
        for (int i = 0; i < shown && out.length() <= max; i++) {
            StackTraceElement frame = frames[i].getStackTraceElement();
            if (isPlumbing(frame.getClassName())) {
                omitted++;
                continue;
            }
            frame(frame, indent);
        }
        int left = throwable.getCommonFrames() + omitted + Math.max(0, own - shown);
        if (left > 0) {
            out.append(indent).append("\t... ");
            Values.append(left, out);
            out.append(" more\n");
        }
    }

    private void frame(StackTraceElement frame, String indent) {
        String type = frame.getClassName();
        String method = frame.getMethodName();
        hash = (hash * 31 + type.hashCode()) * 31 + method.hashCode();
        out.append(indent).append("\tat ").append(name(type)).append(".").append(name(method));
        String file = frame.getFileName();
        if (frame.isNativeMethod()) {
            out.append("(Native Method)\n");
        } else if (file == null) {
            out.append("(Unknown Source)\n");
        } else {
            out.append("(").append(name(file));
            if (frame.getLineNumber() >= 0) {
                out.append(":");
                Values.append(frame.getLineNumber(), out);
            }
            out.append(")\n");
        }
    }

    private static String name(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private static boolean isPlumbing(String type) {
        char first = type.charAt(0);
        if (first != 'j' && first != 's') {
            return false;
        }
        for (String prefix : PLUMBING) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
