package io.seaworthy.logging.logback;

import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.internal.Visible;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Stack frames as bytes: a fault that comes again has the frames that it had before, and so have most faults of one
 * service. At most 1024 are kept, of at most 512 bytes each. Thread-safe.
 */
final class Frames {

    private static final int SLOTS = 1024;
    private static final int MAX_KEPT = 512;
    private static final int MAX_NAME = 512;
    private static final String[] PLUMBING = {
        "jdk.internal.reflect.", "java.lang.reflect.", "java.lang.invoke.", "sun.reflect.", "jdk.internal.vm."
    };

    /**
     * A frame that was seen.
     *
     * @param shown its line, from the tab to the line feed; empty for the platform's reflection
     * @param hash of type and method
     */
    record Frame(String type, String method, @Nullable String file, int line, byte[] shown, int hash) {

        boolean isPlumbing() {
            return shown.length == 0;
        }

        private boolean is(StackTraceElement frame) {
            return line == frame.getLineNumber()
                    && type.equals(frame.getClassName())
                    && method.equals(frame.getMethodName())
                    && Objects.equals(file, frame.getFileName());
        }
    }

    private final AtomicReferenceArray<@Nullable Frame> slots = new AtomicReferenceArray<>(SLOTS);
    private final boolean json;

    /** Frames for a text in JSON, or for a plain text. */
    Frames(boolean json) {
        this.json = json;
    }

    Frame of(StackTraceElement frame) {
        int hash = frame.getClassName().hashCode() * 31 + frame.getMethodName().hashCode();
        int mixed = hash * 31 + frame.getLineNumber();
        int slot = (mixed ^ mixed >>> 10 ^ mixed >>> 20) & (SLOTS - 1);
        Frame known = slots.get(slot);
        if (known != null && known.is(frame)) {
            return known;
        }
        // Each has two places, or two frames of one trace that share a place would be made again each time.
        Frame other = slots.get(slot ^ 1);
        if (other != null && other.is(frame)) {
            return other;
        }
        Frame fresh = fresh(frame, hash);
        if (fresh.shown.length <= MAX_KEPT && fresh.type.length() + fresh.method.length() <= MAX_KEPT) {
            slots.set(known == null || other != null ? slot : slot ^ 1, fresh);
        }
        return fresh;
    }

    private Frame fresh(StackTraceElement frame, int hash) {
        byte[] shown = isPlumbing(frame.getClassName()) ? new byte[0] : shown(frame);
        return new Frame(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber(), shown, hash);
    }

    private byte[] shown(StackTraceElement frame) {
        StringBuilder line = new StringBuilder(96).append("\tat ");
        line.append(name(frame.getClassName())).append('.').append(name(frame.getMethodName()));
        String file = frame.getFileName();
        if (frame.isNativeMethod()) {
            line.append("(Native Method)");
        } else if (file == null) {
            line.append("(Unknown Source)");
        } else {
            line.append('(').append(name(file));
            if (frame.getLineNumber() >= 0) {
                line.append(':').append(frame.getLineNumber());
            }
            line.append(')');
        }
        JsonBuffer out = JsonBuffer.create(line.length() + 16);
        put(line.append('\n').toString(), out);
        return out.toBytes();
    }

    /** Writes the text as it stands in a trace. */
    void put(String text, JsonBuffer out) {
        if (json) {
            out.putEscaped(text, 0, text.length());
        } else {
            out.put(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A name, cut, in which nothing is hidden. */
    static String name(String name) {
        String visible = Visible.escape(name);
        return visible.length() <= MAX_NAME ? visible : visible.substring(0, MAX_NAME);
    }

    private static boolean isPlumbing(String type) {
        char first = type.isEmpty() ? 0 : type.charAt(0);
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
