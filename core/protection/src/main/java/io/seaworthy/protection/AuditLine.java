package io.seaworthy.protection;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as one line of JSON. The last member is the hash over the bytes before it, so there is no second, canonical
 * form to agree on: what is in the file is what was signed.
 */
final class AuditLine {

    /** Longer than any line that can be written: all parts are bounded. */
    static final int MAX_BYTES = 1024;

    private static final byte[] BEFORE_HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_HASH = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 43;
    private static final int SUFFIX = BEFORE_HASH.length + HASH + AFTER_HASH.length;
    private static final List<String> MEMBERS =
            List.of("seq", "time", "actor", "action", "target", "outcome", "key", "prev", "hash");
    private static final JsonLimits LIMITS =
            JsonLimits.strict().bytes(MAX_BYTES).depth(1);

    /** What a line turned out to be: an entry, or the reason why it is none. */
    record Parsed(@Nullable AuditEntry entry, @Nullable AuditBreak broken) {}

    /** An entry and its bytes with a line feed. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared never
    record Written(AuditEntry entry, byte[] bytes) {}

    private AuditLine() {}

    static Written write(long sequence, Instant time, AuditEvent event, String previous, AuditKeys keys) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("seq", sequence);
        members.put("time", time.toString());
        members.put("actor", event.actor());
        members.put("action", event.action());
        members.put("target", event.target());
        members.put("outcome", event.outcome().name());
        members.put("key", keys.currentId());
        members.put("prev", previous);
        byte[] whole = Json.write(members);
        byte[] content = Arrays.copyOf(whole, whole.length - 1); // without the closing brace
        byte[] hash = Base64.getUrlEncoder().withoutPadding().encode(keys.tag(keys.currentId(), content));
        byte[] line = Arrays.copyOf(content, content.length + SUFFIX + 1);
        System.arraycopy(BEFORE_HASH, 0, line, content.length, BEFORE_HASH.length);
        System.arraycopy(hash, 0, line, content.length + BEFORE_HASH.length, HASH);
        System.arraycopy(AFTER_HASH, 0, line, content.length + BEFORE_HASH.length + HASH, AFTER_HASH.length);
        line[line.length - 1] = '\n';
        String text = new String(hash, StandardCharsets.US_ASCII);
        return new Written(new AuditEntry(sequence, time, event, previous, text), line);
    }

    /** Reads a line without its line feed. */
    static Parsed parse(byte[] line, AuditKeys keys) {
        int content = line.length - SUFFIX;
        if (content < 2
                || line.length >= MAX_BYTES
                || !Arrays.equals(line, content, content + BEFORE_HASH.length, BEFORE_HASH, 0, BEFORE_HASH.length)) {
            return new Parsed(null, AuditBreak.MALFORMED);
        }
        try {
            return read(line, content, Json.readObject(line, LIMITS), keys);
        } catch (JsonException | DateTimeException | IllegalArgumentException | ClassCastException e) {
            return new Parsed(null, AuditBreak.MALFORMED);
        }
    }

    private static Parsed read(byte[] line, int content, Map<String, @Nullable Object> members, AuditKeys keys) {
        if (!List.copyOf(members.keySet()).equals(MEMBERS)) {
            return new Parsed(null, AuditBreak.MALFORMED);
        }
        String key = text(members, "key");
        if (!keys.knows(key)) {
            return new Parsed(null, AuditBreak.UNKNOWN_KEY);
        }
        String hash = text(members, "hash");
        byte[] tag = keys.tag(key, Arrays.copyOf(line, content));
        // Compared as text: base64 would also decode a last digit whose spare bits are set.
        byte[] expected = Base64.getUrlEncoder().withoutPadding().encode(tag);
        if (!MessageDigest.isEqual(expected, hash.getBytes(StandardCharsets.ISO_8859_1))) {
            return new Parsed(null, AuditBreak.HASH_MISMATCH);
        }
        AuditEvent event = AuditEvent.of(
                text(members, "actor"),
                text(members, "action"),
                text(members, "target"),
                AuditOutcome.valueOf(text(members, "outcome")));
        if (!(members.get("seq") instanceof Long sequence)) {
            return new Parsed(null, AuditBreak.MALFORMED);
        }
        Instant time = Instant.parse(text(members, "time"));
        return new Parsed(new AuditEntry(sequence, time, event, text(members, "prev"), hash), null);
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name);
    }
}
