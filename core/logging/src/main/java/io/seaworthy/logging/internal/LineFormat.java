package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How fields are written: as members of one flat object or as the typed attributes of OTLP. Names that were seen are
 * kept as bytes. Thread-safe.
 */
public final class LineFormat {

    private static final int NAMES = 256;
    private static final int MAX_NAME = 128;

    /** What a value is; each kind may be wrapped in its own way. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING
    }

    /** A name that was seen. */
    record Name(String raw, String shown, byte[] bytes, boolean sensitive, boolean reserved) {}

    private final Set<String> reserved;
    private final String nameOpen;
    private final String nameClose;
    private final byte[][] open;
    private final byte[][] close;
    final byte[] truncated;
    final byte[] end;
    private final AtomicReferenceArray<@Nullable Name> names = new AtomicReferenceArray<>(NAMES);

    private LineFormat(
            Set<String> reserved, String nameOpen, String nameClose, String[] open, String[] close, String end) {
        this.reserved = reserved;
        this.nameOpen = nameOpen;
        this.nameClose = nameClose;
        this.open = bytes(open);
        this.close = bytes(close);
        this.end = ascii(end + "\n");
        truncated = ascii(nameOpen + "labels.truncated" + nameClose + open[3] + "true" + close[3]);
    }

    /** Members of one object. */
    public static LineFormat flat(Set<String> reserved) {
        return new LineFormat(
                reserved,
                "\"",
                "\":",
                new String[] {"\"", "", "", "", "null"},
                new String[] {"\"", "", "", "", ""},
                "}");
    }

    /** Attributes of a log record in OTLP's JSON encoding, in which 64-bit integers are texts. */
    public static LineFormat otlp(Set<String> reserved) {
        return new LineFormat(
                reserved,
                "{\"key\":\"",
                "\",\"value\":",
                new String[] {"{\"stringValue\":\"", "{\"intValue\":\"", "{\"doubleValue\":", "{\"boolValue\":", "{"},
                new String[] {"\"}}", "\"}}", "}}", "}}", "}}"},
                "]}]}]}]}");
    }

    /** The same, with more names that no field of the application may take; attributes of OTLP are apart from those. */
    public LineFormat reserving(Set<String> more) {
        if (more.isEmpty() || !isFlat()) {
            return this;
        }
        Set<String> all = new HashSet<>(reserved);
        all.addAll(more);
        return flat(Set.copyOf(all));
    }

    byte[] open(Kind kind) {
        return open[kind.ordinal()];
    }

    byte[] close(Kind kind) {
        return close[kind.ordinal()];
    }

    private boolean isFlat() {
        return nameOpen.length() == 1;
    }

    String listOpen() {
        return isFlat() ? "[" : "{\"arrayValue\":{\"values\":[";
    }

    String listClose() {
        return isFlat() ? "]" : "]}}}";
    }

    String elementOpen() {
        return isFlat() ? "\"" : "{\"stringValue\":\"";
    }

    String elementClose() {
        return isFlat() ? "\"" : "\"}";
    }

    /** How many bytes of a line are kept for its end. */
    int tail() {
        return truncated.length + 1 + end.length;
    }

    Name name(@Nullable String wanted, RedactionRules rules, RedactorText redactor) {
        String raw = wanted == null || wanted.isEmpty() ? "_" : wanted;
        int slot = (raw.hashCode() ^ raw.hashCode() >>> 8) & (NAMES - 1);
        Name known = names.get(slot);
        if (known != null && known.raw.equals(raw)) {
            return known;
        }
        String cut = raw.length() <= MAX_NAME ? raw : raw.substring(0, MAX_NAME);
        String shown = redactor.redact(cut, rules);
        Name fresh = new Name(raw, shown, bytes(shown), rules.isSensitive(raw), reserved.contains(shown));
        if (raw.length() <= MAX_NAME) {
            names.set(slot, fresh);
        }
        return fresh;
    }

    /** Redacts a text. */
    @FunctionalInterface
    interface RedactorText {
        String redact(String text, RedactionRules rules);
    }

    byte[] bytes(String name) {
        JsonBuffer out = JsonBuffer.create(name.length() + 32).putAscii(nameOpen);
        return out.putEscaped(name, 0, name.length()).putAscii(nameClose).toBytes();
    }

    boolean isReserved(String name) {
        return reserved.contains(name);
    }

    private static byte[][] bytes(String[] texts) {
        byte[][] all = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            all[i] = ascii(texts[i]);
        }
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
