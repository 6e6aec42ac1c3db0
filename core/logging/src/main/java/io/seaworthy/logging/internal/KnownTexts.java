package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.Redactor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Names of loggers and threads as JSON, redacted: there are few and they come again. Thread-safe. */
public final class KnownTexts {

    private static final int SLOTS = 512;
    private static final int MAX = 256;

    private record Known(String text, byte[] json) {}

    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);
    private final Redactor redactor;
    private final byte[] before;
    private final byte[] after;

    /** Names with what always stands before and after them, so that all of it is one copy. */
    public KnownTexts(Redactor redactor, byte[] before, byte[] after) {
        this.redactor = redactor;
        this.before = before;
        this.after = after;
    }

    /** The text in quotes, and what stands around it. */
    public byte[] json(@Nullable String text) {
        String raw = String.valueOf(text);
        int slot = (raw.hashCode() ^ raw.hashCode() >>> 9) & (SLOTS - 1);
        Known known = slots.get(slot);
        if (known != null && known.text.equals(raw)) {
            return known.json;
        }
        String shown = Values.redacted(raw, MAX, redactor::redact);
        JsonBuffer out = JsonBuffer.create(shown.length() + before.length + after.length + 16);
        byte[] json = out.put(before).putString(shown).put(after).toBytes();
        if (raw.length() <= MAX) {
            slots.set(slot, new Known(raw, json));
        }
        return json;
    }
}
