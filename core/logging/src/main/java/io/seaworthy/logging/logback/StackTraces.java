package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.seaworthy.kernel.internal.Visible;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.Values;

/** Writes a throwable with its causes, bounded in every direction, messages redacted and on one line. */
final class StackTraces {

    static final int MAX_MESSAGE = 2048;
    private static final int MAX_FRAMES = 64;
    private static final int MAX_THROWABLES = 24;

    private final StringBuilder out = new StringBuilder(1024);
    private final Redactor redactor;
    private final int max;
    private int throwables;

    private StackTraces(Redactor redactor, int max) {
        this.redactor = redactor;
        this.max = max;
    }

    static String of(IThrowableProxy throwable, Redactor redactor, int max) {
        StackTraces trace = new StackTraces(redactor, max);
        trace.append(throwable, "", "");
        return trace.out.toString();
    }

    /** The message without secrets, or an empty text. */
    static String message(IThrowableProxy throwable, Redactor redactor) {
        String message = throwable.getMessage();
        return message == null ? "" : Values.redacted(message, MAX_MESSAGE, redactor);
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
                out.append("[circular: ").append(at.getClassName()).append("]\n");
                return;
            }
            out.append(at.getClassName());
            String message = message(at, redactor);
            if (!message.isEmpty()) {
                out.append(": ").append(Visible.escape(message));
            }
            out.append('\n');
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
        for (int i = 0; i < Math.min(own, MAX_FRAMES) && out.length() <= max; i++) {
            out.append(indent)
                    .append("\tat ")
                    .append(frames[i].getStackTraceElement())
                    .append('\n');
        }
        int left = throwable.getCommonFrames() + Math.max(0, own - MAX_FRAMES);
        if (left > 0) {
            out.append(indent).append("\t... ").append(left).append(" more\n");
        }
    }
}
