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
    private static final int OWN_NAMES = 64;
    private static final int MAX_NAME = 128;

    /** What a value is; each kind may be wrapped in its own way. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING,
        LIST
    }

    /** A name that was seen, with all that is written between the value before and a value of each kind. */
    record Name(String raw, String shown, byte[][] openings, boolean sensitive, boolean reserved) {

        byte[] opening(Kind kind) {
            return openings[kind.ordinal()];
        }
    }

    private final Set<String> reserved;
    private final String nameOpen;
    private final String nameClose;
    private final String[] open;
    private final byte[][] close;
    final byte[] truncated;
    final byte[] end;
    private final AtomicReferenceArray<@Nullable Name> names = new AtomicReferenceArray<>(NAMES);
    private final AtomicReferenceArray<@Nullable Name> own = new AtomicReferenceArray<>(OWN_NAMES);

    private LineFormat(
            Set<String> reserved, String nameOpen, String nameClose, String[] open, String[] close, String end) {
        this.reserved = reserved;
        this.nameOpen = nameOpen;
        this.nameClose = nameClose;
        this.open = open;
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
                new String[] {"\"", "", "", "", "null", "["},
                new String[] {"\"", "", "", "", "", "]"},
                "}");
    }

    /** Attributes of a log record in OTLP's JSON encoding, in which 64-bit integers are texts. */
    public static LineFormat otlp(Set<String> reserved) {
        return new LineFormat(
                reserved,
                "{\"key\":\"",
                "\",\"value\":",
                new String[] {
                    "{\"stringValue\":\"",
                    "{\"intValue\":\"",
                    "{\"doubleValue\":",
                    "{\"boolValue\":",
                    "{",
                    "{\"arrayValue\":{\"values\":["
                },
                new String[] {"\"}}", "\"}}", "}}", "}}", "}}", "]}}}"},
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

    byte[] close(Kind kind) {
        return close[kind.ordinal()];
    }

    private boolean isFlat() {
        return nameOpen.length() == 1;
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
        int slot = slot(raw) & (NAMES - 1);
        Name known = names.get(slot);
        if (known != null && known.raw.equals(raw)) {
            return known;
        }
        String cut = raw.length() <= MAX_NAME ? raw : raw.substring(0, MAX_NAME);
        String shown = redactor.redact(cut, rules);
        Name fresh = new Name(raw, shown, openings(shown), rules.isSensitive(raw), reserved.contains(shown));
        if (raw.length() <= MAX_NAME) {
            names.set(slot, fresh);
        }
        return fresh;
    }

    /** One of the module's own names: reserved, and never redacted. */
    Name own(String name) {
        int slot = slot(name) & (OWN_NAMES - 1);
        Name known = own.get(slot);
        if (known == null || !known.raw.equals(name)) {
            known = new Name(name, name, openings(name), false, false);
            own.set(slot, known);
        }
        return known;
    }

    /** The same field under another name. */
    Name renamed(Name name, String shown) {
        return new Name(name.raw, shown, openings(shown), name.sensitive, false);
    }

    private static int slot(String name) {
        int hash = name.hashCode();
        return hash ^ hash >>> 8;
    }

    /** Redacts a text. */
    @FunctionalInterface
    interface RedactorText {
        String redact(String text, RedactionRules rules);
    }

    private byte[][] openings(String name) {
        byte[][] all = new byte[open.length][];
        for (int i = 0; i < all.length; i++) {
            JsonBuffer out = JsonBuffer.create(name.length() + 48).putAscii(",").putAscii(nameOpen);
            out.putEscaped(name, 0, name.length()).putAscii(nameClose);
            all[i] = out.putAscii(open[i]).toBytes();
        }
        return all;
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
