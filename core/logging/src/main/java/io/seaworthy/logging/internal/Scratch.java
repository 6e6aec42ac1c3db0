package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** What writing a line needs, all of it used again. Not thread-safe. */
public final class Scratch {

    private static final VarHandle TAKEN = taken();

    private static VarHandle taken() {
        try {
            return MethodHandles.lookup().findVarHandle(Scratch.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final JsonBuffer out = JsonBuffer.create(1024);
    private final Text text = new Text();
    private final RedactionScan scan = new RedactionScan(text, RedactionRules.NOTHING);
    private final JsonLine line = new JsonLine(out, text, scan);

    private final int slot;

    @SuppressWarnings("unused") // by its handle
    private volatile int taken = 1;

    /** One that is taken, for this place of the pool. */
    Scratch(int slot) {
        this.slot = slot;
    }

    int slot() {
        return slot;
    }

    boolean take() {
        return taken == 0 && TAKEN.compareAndSet(this, 0, 1);
    }

    void giveBack() {
        TAKEN.setRelease(this, 0);
    }

    /** The bytes of the line. */
    public JsonBuffer out() {
        return out;
    }

    /** The line to be begun. */
    public JsonLine line() {
        return line;
    }

    /** The characters of the next value. */
    public Text text() {
        return text;
    }

    /** Begins again after a line that could not be finished. */
    public void reset() {
        clear();
        line.abandon();
    }

    /** The text without secrets, or null where there are none. */
    public @Nullable String redact(String value, RedactionRules rules) {
        return RedactionScan.redact(text.hold(value), scan, rules);
    }

    /** Bytes that are kept when it is given back. */
    int capacity() {
        return out.capacity() + 2 * text.capacity();
    }

    void clear() {
        out.truncate(0);
        text.clear();
    }
}
