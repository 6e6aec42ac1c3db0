package io.seaworthy.kernel.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes structured fields (RFC 9651 section 4.1): items, lists with inner lists, dictionaries, all with parameters.
 *
 * <pre>{@code
 * Member policy = StructuredFields.string("plan").with("q", StructuredFields.integer(60));
 * StructuredFields.list(policy);                                   // "plan";q=60
 * StructuredFields.dictionary(Map.of("u", StructuredFields.integer(3)));  // u=3
 * }</pre>
 *
 * <p>What the standard cannot carry is an {@link IllegalArgumentException} when the value is made: build values where the
 * component is built. An empty list or dictionary is an empty text, which means that the field is left out. Stateless;
 * members are immutable.
 */
public final class StructuredFields {

    private static final long MAX_INTEGER = 999_999_999_999_999L;
    private static final BigDecimal DECIMAL_BOUND = BigDecimal.TEN.pow(12);

    private StructuredFields() {}

    /** An item or inner list with its parameters. Immutable. */
    public static final class Member {

        private final String bare;
        private final boolean inner;
        private final Map<String, String> parameters;

        private Member(String bare, boolean inner, Map<String, String> parameters) {
            this.bare = bare;
            this.inner = inner;
            this.parameters = parameters;
        }

        private static Member item(String bare) {
            return new Member(bare, false, Map.of());
        }

        /**
         * The same member with a parameter; one of the same key is replaced and becomes the last.
         *
         * @param key lower-case letters, digits, {@code _ - . *}, beginning with a letter or {@code *}
         * @param value an item without parameters
         */
        public Member with(String key, Member value) {
            if (value.inner || !value.parameters.isEmpty()) {
                throw new IllegalArgumentException("A parameter's value is an item without parameters");
            }
            Map<String, String> more = new LinkedHashMap<>(parameters);
            more.remove(key);
            more.put(requireKey(key), value.bare);
            return new Member(bare, inner, more);
        }

        private void write(StringBuilder out, boolean asDictionaryValue) {
            if (!asDictionaryValue) {
                out.append(bare);
            } else if (!bare.equals("?1")) {
                out.append('=').append(bare);
            }
            parameters.forEach((key, value) -> {
                out.append(';').append(key);
                if (!value.equals("?1")) {
                    out.append('=').append(value);
                }
            });
        }

        /** The member as a field value. */
        @Override
        public String toString() {
            StringBuilder out = new StringBuilder();
            write(out, false);
            return out.toString();
        }
    }

    /** A string of printable ASCII (section 3.3.3). */
    public static Member string(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            require(c >= ' ' && c < 0x7f, "A string holds printable ASCII only; use a display string for other text");
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return Member.item(out.append('"').toString());
    }

    /** A token (section 3.3.4): a letter or {@code *}, then tchars, {@code :} and {@code /}. */
    public static Member token(String value) {
        boolean sound = !value.isEmpty() && (isLetter(value.charAt(0)) || value.charAt(0) == '*');
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            sound &= HeaderSyntax.isTchar(c) || c == ':' || c == '/';
        }
        require(sound, "A token begins with a letter or '*' and goes on with tchars, ':' and '/'");
        return Member.item(value);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** An integer of at most 15 digits (section 3.3.1). */
    public static Member integer(long value) {
        require(value >= -MAX_INTEGER && value <= MAX_INTEGER, "An integer has at most 15 digits");
        return Member.item(Long.toString(value));
    }

    /** A decimal of at most 12 digits before and 3 after the point, rounded to even (section 3.3.2). */
    public static Member decimal(BigDecimal value) {
        require(Math.abs((long) value.scale()) <= 1000, "A decimal has at most 12 digits before the point");
        BigDecimal rounded = value.setScale(3, RoundingMode.HALF_EVEN);
        require(rounded.abs().compareTo(DECIMAL_BOUND) < 0, "A decimal has at most 12 digits before the point");
        BigDecimal shown = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return Member.item(shown.setScale(Math.max(1, shown.scale()), RoundingMode.UNNECESSARY)
                .toPlainString());
    }

    /** A boolean (section 3.3.6). */
    public static Member bool(boolean value) {
        return Member.item(value ? "?1" : "?0");
    }

    /** A byte sequence (section 3.3.5). */
    public static Member bytes(byte[] value) {
        return Member.item(":" + Base64.getEncoder().encodeToString(value) + ":");
    }

    /** A date, in whole seconds (section 3.3.7). */
    public static Member date(Instant value) {
        return Member.item("@" + integer(value.getEpochSecond()).bare);
    }

    /** Unicode text (section 3.3.8). */
    public static Member displayString(String value) {
        require(StandardCharsets.UTF_8.newEncoder().canEncode(value), "A display string holds no lone surrogates");
        StringBuilder out = new StringBuilder(value.length() + 3).append("%\"");
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b < ' ' || b == 0x7f || b == '%' || b == '"') {
                out.append('%').append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            } else {
                out.append((char) b);
            }
        }
        return Member.item(out.append('"').toString());
    }

    /** An inner list of items (section 3.1.1); a member of a list or dictionary. */
    public static Member innerList(List<Member> items) {
        StringBuilder out = new StringBuilder("(");
        for (Member item : items) {
            require(!item.inner, "An inner list holds items only");
            item.write(out.length() > 1 ? out.append(' ') : out, false);
        }
        return new Member(out.append(')').toString(), true, Map.of());
    }

    /** A field whose value is one item (section 3.3). */
    public static String item(Member item) {
        require(!item.inner, "An item is no inner list");
        return item.toString();
    }

    /** A field whose value is a list (section 3.1). */
    public static String list(Member... members) {
        return list(List.of(members));
    }

    /** A field whose value is a list (section 3.1). */
    public static String list(List<Member> members) {
        StringBuilder out = new StringBuilder();
        for (Member member : members) {
            member.write(out.length() > 0 ? out.append(", ") : out, false);
        }
        return out.toString();
    }

    /** A field whose value is a dictionary (section 3.2), in the order of the map. */
    public static String dictionary(Map<String, Member> members) {
        StringBuilder out = new StringBuilder();
        members.forEach((key, member) -> {
            out.append(out.length() > 0 ? ", " : "").append(requireKey(key));
            member.write(out, true);
        });
        return out.toString();
    }

    private static String requireKey(String key) {
        Objects.requireNonNull(key, "key");
        boolean sound = !key.isEmpty() && ((key.charAt(0) >= 'a' && key.charAt(0) <= 'z') || key.charAt(0) == '*');
        for (int i = 1; i < key.length(); i++) {
            char c = key.charAt(i);
            sound &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "_-.*".indexOf(c) >= 0;
        }
        require(sound, "A key begins with a lower-case letter or '*' and goes on with those, digits, '_', '-' and '.'");
        return key;
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule + " (RFC 9651)");
        }
    }
}
