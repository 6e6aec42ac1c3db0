package io.seaworthy.auth.token;

import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payloads that {@link AccessTokens#issue} writes along the very bytes that it writes, without a map and
 * without names. Whatever differs by one byte (another order, an escape, a character beyond ASCII, one more claim) is not
 * judged here: it is left to {@link ClaimsReader}, so there is one judge of what a token may say. Immutable, thread-safe.
 */
final class OwnClaims {

    private static final byte[] ISSUED_AT = ascii(",\"iat\":");
    private static final byte[] ID = ascii(",\"jti\":\"");
    private static final byte[] CLIENT = ascii("\",\"client_id\":\"");
    private static final byte[] SESSION = ascii("\",\"sid\":\"");
    private static final byte[] ROLES = ascii("\",\"roles\":[\"");
    private static final byte[] NEXT_ROLE = ascii("\",\"");
    private static final byte[] END_OF_ROLES = ascii("\"]}");
    private static final byte[] END = ascii("\"}");
    /** Until the year 5138; later dates, the impossible ones among them, are for the judge. */
    private static final int MOST_DIGITS = 11;

    private static final int MOST_ROLES = 64;

    private final String issuer;

    /** All before the subject, which is constant. */
    private final byte[] start;

    /** Between the subject and the expiry. */
    private final byte[] audience;

    OwnClaims(String issuer, String audience) {
        this.issuer = issuer;
        this.start = ascii("{\"iss\":" + written(issuer) + ",\"sub\":\"");
        this.audience = ascii("\",\"aud\":" + written(audience) + ",\"exp\":");
    }

    /** As the writer writes it, byte for byte. */
    private static String written(String text) {
        return new String(Json.write(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The token, whose dates nobody has looked at; null where it has another form than our own. */
    @Nullable
    VerifiedToken read(byte[] in) {
        // A part that is not there is -1, and so is all that follows it.
        int subject = after(in, 0, start);
        int subjectEnd = textEnd(in, subject);
        int expiry = after(in, subjectEnd, audience);
        int expiryEnd = digitsEnd(in, expiry);
        int issuedAt = after(in, expiryEnd, ISSUED_AT);
        int issuedAtEnd = digitsEnd(in, issuedAt);
        int id = after(in, issuedAtEnd, ID);
        int idEnd = textEnd(in, id);
        int client = after(in, idEnd, CLIENT);
        int clientEnd = textEnd(in, client);
        int session = after(in, clientEnd, SESSION);
        int known = session < 0 ? clientEnd : textEnd(in, session);
        Set<String> roles = roles(in, known);
        if (roles == null) {
            return null;
        }
        return new VerifiedToken(
                issuer,
                text(in, subject, subjectEnd),
                text(in, id, idEnd),
                text(in, client, clientEnd),
                session < 0 ? null : text(in, session, known),
                number(in, issuedAt, issuedAtEnd),
                number(in, expiry, expiryEnd),
                0,
                roles,
                in);
    }

    /** The roles, which end the object, and which are empty where it ends without; null where it does not end. */
    private static @Nullable Set<String> roles(byte[] in, int from) {
        int at = after(in, from, ROLES);
        if (at < 0) {
            return after(in, from, END) == in.length ? Set.of() : null;
        }
        int end = textEnd(in, at);
        String first = text(in, at, end);
        if (after(in, end, END_OF_ROLES) == in.length) {
            return Set.of(first);
        }
        Set<String> roles = new HashSet<>();
        roles.add(first);
        for (int count = 2; count <= MOST_ROLES; count++) {
            at = after(in, end, NEXT_ROLE);
            end = textEnd(in, at);
            if (end < 0) {
                return null;
            }
            roles.add(text(in, at, end));
            if (after(in, end, END_OF_ROLES) == in.length) {
                return Set.of(roles.toArray(String[]::new));
            }
        }
        return null;
    }

    /** Behind a part that must be here, or -1. */
    private static int after(byte[] in, int from, byte[] part) {
        int end = from + part.length;
        boolean here = from >= 0 && end <= in.length && Arrays.equals(in, from, end, part, 0, part.length);
        return here ? end : -1;
    }

    /** The quote behind a text of one and more visible ASCII characters without escapes, or -1. */
    private static int textEnd(byte[] in, int from) {
        if (from < 0) {
            return -1;
        }
        for (int i = from; i < in.length; i++) {
            byte c = in[i];
            if (c == '"') {
                return i > from ? i : -1;
            }
            // Bytes beyond ASCII are negative.
            if (c < 0x20 || c == '\\') {
                return -1;
            }
        }
        return -1;
    }

    /** Behind a number as JSON writes it, of at most 11 digits, or -1. */
    private static int digitsEnd(byte[] in, int from) {
        if (from < 0) {
            return -1;
        }
        int at = from;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        int length = at - from;
        boolean leadingZero = length > 1 && in[from] == '0';
        return length == 0 || length > MOST_DIGITS || leadingZero ? -1 : at;
    }

    private static long number(byte[] in, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + in[i] - '0';
        }
        return value;
    }

    private static String text(byte[] in, int from, int to) {
        return to < 0 ? "" : new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
