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

    public KnownTexts(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The text in quotes. */
    public byte[] json(@Nullable String text) {
        String raw = String.valueOf(text);
        int slot = (raw.hashCode() ^ raw.hashCode() >>> 9) & (SLOTS - 1);
        Known known = slots.get(slot);
        if (known != null && known.text.equals(raw)) {
            return known.json;
        }
        String shown = Values.redacted(raw, MAX, redactor::redact);
        byte[] json = JsonBuffer.create(shown.length() + 16).putString(shown).toBytes();
        if (raw.length() <= MAX) {
            slots.set(slot, new Known(raw, json));
        }
        return json;
    }
}
