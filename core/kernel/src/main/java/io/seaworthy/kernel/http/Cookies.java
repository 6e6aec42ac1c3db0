package io.seaworthy.kernel.http;

import io.seaworthy.kernel.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a request, read as strictly as RFC 6265bis section 4.1.1 would have them written.
 *
 * <p>A pair counts only if its name is a token and its value consists of cookie octets, with or without a pair of
 * quotes around them (which belong to the value). All others are skipped one by one: nameless cookies ({@code =a=b},
 * {@code a}), names padded with anything but blanks and tabs (Unicode spaces, controls), control or non-ASCII
 * characters anywhere. There is no {@code $Version} mode and no quoted string that could swallow a semicolon, so no
 * cookie can pretend to be another one.
 *
 * <p>Two different values of one name mean that some other host or path planted one of them, and RFC 6265bis section
 * 5.8.3 gives a server no way to tell which: {@link #get} then answers null. A request with more than
 * {@value #MAX_COOKIES} pairs or {@value #MAX_LENGTH} characters of cookies has, for this reader, no cookies at all.
 *
 * <p>What it cannot see: whether a browser let a nameless cookie through whose value looks like a pair; current
 * browsers do not for the {@code __Host-} and {@code __Secure-} prefixes. Immutable, thread-safe.
 */
public final class Cookies {

    /** The most pairs that are read. */
    public static final int MAX_COOKIES = 200;

    /** The most characters that are read, over all {@code Cookie} lines. */
    public static final int MAX_LENGTH = 32 << 10;

    private static final Cookies NONE = new Cookies(List.of(), 0, false);

    /** Names and values in turn. */
    private final List<String> pairs;

    private final int skipped;
    private final boolean tooLarge;

    private Cookies(List<String> pairs, int skipped, boolean tooLarge) {
        this.pairs = pairs;
        this.skipped = skipped;
        this.tooLarge = tooLarge;
    }

    /** The cookies of a request. Several lines count as one (RFC 9113 section 8.2.3). */
    public static Cookies of(RequestHead head) {
        return head.header("Cookie") == null ? NONE : of(head.headers("Cookie"));
    }

    /** The cookies of these field values. */
    public static Cookies of(List<String> lines) {
        int length = 0;
        for (String line : lines) {
            length += line.length();
            if (length > MAX_LENGTH) {
                return new Cookies(List.of(), 0, true);
            }
        }
        List<String> pairs = new ArrayList<>();
        int skipped = 0;
        int seen = 0;
        for (String line : lines) {
            int start = 0;
            while (start <= line.length()) {
                int semicolon = line.indexOf(';', start);
                int end = semicolon < 0 ? line.length() : semicolon;
                if (++seen > MAX_COOKIES) {
                    return new Cookies(List.of(), 0, true);
                }
                if (!add(line, start, end, pairs)) {
                    skipped++;
                }
                start = end + 1;
            }
        }
        return new Cookies(List.copyOf(pairs), skipped, false);
    }

    private static boolean add(String line, int from, int to, List<String> pairs) {
        int start = from;
        int end = to;
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        int equals = start;
        while (equals < end && HeaderSyntax.isTchar(line.charAt(equals))) {
            equals++;
        }
        if (equals == start || equals == end || line.charAt(equals) != '=') {
            return false;
        }
        if (!isValue(line, equals + 1, end)) {
            return false;
        }
        pairs.add(line.substring(start, equals));
        pairs.add(line.substring(equals + 1, end));
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** cookie-value of RFC 6265bis section 4.1.1. */
    static boolean isValue(CharSequence text, int from, int to) {
        int start = from;
        int end = to;
        if (end - start >= 2 && text.charAt(start) == '"' && text.charAt(end - 1) == '"') {
            start++;
            end--;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The value of the cookie of exactly this name, or null where there is none or there are different ones. */
    public @Nullable String get(String name) {
        String found = null;
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                String value = pairs.get(i + 1);
                if (found != null && !found.equals(value)) {
                    return null;
                }
                found = value;
            }
        }
        return found;
    }

    /** Every value of this name, in the order sent. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                values.add(pairs.get(i + 1));
            }
        }
        return values;
    }

    /** Whether there are different values of this name, so that {@link #get} answers null. */
    public boolean isAmbiguous(String name) {
        return get(name) == null && !all(name).isEmpty();
    }

    /** How many pairs were skipped because they are no valid cookies. */
    public int skipped() {
        return skipped;
    }

    /** Whether there was too much to read, so that nothing was. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /** The number only: names may be personal and values are secrets. */
    @Override
    public String toString() {
        return "Cookies[" + pairs.size() / 2 + (tooLarge ? ", too large" : "") + "]";
    }
}
