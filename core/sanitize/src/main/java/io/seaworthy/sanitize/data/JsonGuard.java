package io.seaworthy.sanitize.data;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Looks through JSON bytes before any parser sees them: strictly RFC 8259 in UTF-8, within limits, no name twice in an
 * object. Whatever parser comes next, it gets what every parser reads alike.
 *
 * <pre>{@code
 * JsonRefusal refusal = JsonGuard.create().refusal(body);
 * }</pre>
 *
 * <p>It does not: make values, check them, or repair anything.
 *
 * <p>Defaults: 1 MiB, depth 64, 10,000 names of 256 bytes, strings of 65,536 bytes, numbers of 64 characters. One pass, no
 * allocation once warm: up to 16 work areas are kept, each of 12 to 24 bytes for each name allowed at the most. Immutable
 * but for them, thread-safe.
 */
public final class JsonGuard {

    private static final int AREAS = 16;

    private final JsonBounds bounds;
    private final long seed;
    private final AtomicReferenceArray<@Nullable JsonScan> areas = new AtomicReferenceArray<>(AREAS);

    JsonGuard(JsonBounds bounds) {
        this.bounds = bounds;
        // Nobody can make names that collide without it.
        seed = new java.security.SecureRandom().nextLong();
    }

    /** The defaults. */
    public static JsonGuard create() {
        return builder().build();
    }

    public static JsonGuardBuilder builder() {
        return new JsonGuardBuilder();
    }

    /** Why the bytes are refused, or null where they are sound. */
    public @Nullable JsonRefusal refusal(byte[] json) {
        return refusal(json, 0, json.length);
    }

    /** As {@link #refusal(byte[])} for a part of an array. */
    public @Nullable JsonRefusal refusal(byte[] json, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, json.length);
        if (length > bounds.bytes()) {
            return JsonRefusal.TOO_LARGE;
        }
        int area = ThreadLocalRandom.current().nextInt(AREAS);
        JsonScan scan = areas.getAndSet(area, null);
        if (scan == null) {
            scan = new JsonScan(bounds, seed);
        }
        try {
            return scan.run(json, offset, length);
        } finally {
            areas.set(area, scan);
        }
    }

    @Override
    public String toString() {
        return "JsonGuard[" + bounds.bytes() + " bytes, depth " + bounds.depth() + ", " + bounds.names() + " names]";
    }
}
