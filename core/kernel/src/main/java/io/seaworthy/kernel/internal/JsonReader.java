package io.seaworthy.kernel.internal;

import io.seaworthy.kernel.internal.JsonException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text. Its recursion is bounded by {@link JsonLimits#maxDepth()}. Used once, by one thread. */
final class JsonReader {

    private static final int MAX_EXPONENT = 400;

    private final byte[] in;
    private final JsonLimits limits;
    private int at;
    private int depth;
    private int members;

    JsonReader(byte[] in, JsonLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    boolean startsWithObject() {
        int first = 0;
        while (first < in.length && isSpace(in[first])) {
            first++;
        }
        return first == in.length || in[first] == '{';
    }

    @Nullable
    Object document() throws JsonException {
        if (in.length > limits.maxBytes()) {
            throw new JsonException(Reason.TOO_LARGE, limits.maxBytes());
        }
        skipSpace();
        Object value = value();
        skipSpace();
        if (at < in.length) {
            throw fault(Reason.TRAILING_DATA);
        }
        return value;
    }

    private @Nullable Object value() throws JsonException {
        byte first = peek();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() throws JsonException {
        enter();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        skipSpace();
        if (peek() == '}') {
            return leave(Collections.unmodifiableMap(object));
        }
        while (true) {
            int start = at;
            if (peek() != '"') {
                throw fault(Reason.SYNTAX);
            }
            String name = string();
            skipSpace();
            expect(':');
            skipSpace();
            count();
            if (object.containsKey(name)) {
                throw new JsonException(Reason.DUPLICATE_NAME, start);
            }
            object.put(name, value());
            skipSpace();
            if (peek() == '}') {
                return leave(Collections.unmodifiableMap(object));
            }
            expect(',');
            skipSpace();
        }
    }

    private List<@Nullable Object> array() throws JsonException {
        enter();
        List<@Nullable Object> array = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            return leave(Collections.unmodifiableList(array));
        }
        while (true) {
            count();
            array.add(value());
            skipSpace();
            if (peek() == ']') {
                return leave(Collections.unmodifiableList(array));
            }
            expect(',');
            skipSpace();
        }
    }

    private void enter() throws JsonException {
        if (++depth > limits.maxDepth()) {
            throw fault(Reason.TOO_DEEP);
        }
        at++;
    }

    private <T> T leave(T container) {
        depth--;
        at++;
        return container;
    }

    private void count() throws JsonException {
        if (++members > limits.maxMembers()) {
            throw fault(Reason.TOO_MANY_MEMBERS);
        }
    }

    private @Nullable Boolean literal(String word, @Nullable Boolean value) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    private String string() throws JsonException {
        int start = ++at;
        boolean ascii = true;
        while (true) {
            byte c = peek();
            if (c == '"') {
                checkString(ascii ? at - start : 0);
                String text =
                        new String(in, start, at - start, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
                checkString(text.length());
                at++;
                return text;
            }
            if (c == '\\') {
                StringBuilder text = new StringBuilder(at - start + 16);
                return unescape(text.append(new String(in, start, at - start, StandardCharsets.UTF_8)));
            }
            ascii &= c >= 0;
            skipCharacter(c);
        }
    }

    /** The rest of a string from its first escape on. */
    private String unescape(StringBuilder text) throws JsonException {
        while (true) {
            checkString(text.length());
            byte c = peek();
            if (c == '"') {
                at++;
                return text.toString();
            }
            if (c == '\\') {
                at++;
                escape(text);
            } else {
                int start = at;
                skipCharacter(c);
                if (at - start == 1) {
                    text.append((char) c);
                } else {
                    text.append(new String(in, start, at - start, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void escape(StringBuilder text) throws JsonException {
        byte c = peek();
        at++;
        switch (c) {
            case '"', '\\', '/' -> text.append((char) c);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> unicode(text);
            default -> {
                at--;
                throw fault(Reason.SYNTAX);
            }
        }
    }

    private void unicode(StringBuilder text) throws JsonException {
        int start = at;
        char unit = hex4();
        if (Character.isSurrogate(unit) && !limits.loneSurrogates()) {
            boolean paired = Character.isHighSurrogate(unit) && at + 1 < in.length && in[at] == '\\';
            if (!paired || in[at + 1] != 'u') {
                throw new JsonException(Reason.LONE_SURROGATE, start);
            }
            at += 2;
            char low = hex4();
            if (!Character.isLowSurrogate(low)) {
                throw new JsonException(Reason.LONE_SURROGATE, start);
            }
            text.append(unit).append(low);
        } else {
            text.append(unit);
        }
    }

    private char hex4() throws JsonException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw fault(Reason.SYNTAX);
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    /** One unescaped character of a string; well-formed byte sequences as in table 3-7 of the Unicode standard. */
    private void skipCharacter(byte first) throws JsonException {
        if (first >= 0) {
            if (first < 0x20) {
                throw fault(Reason.SYNTAX);
            }
            at++;
            return;
        }
        int lead = first & 0xff;
        int following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        if (lead < 0xc2 || lead > 0xf4 || at + following >= in.length) {
            throw fault(Reason.MALFORMED_UTF8);
        }
        int second = in[at + 1] & 0xff;
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        boolean wellFormed = second >= low && second <= high;
        for (int i = 2; i <= following; i++) {
            wellFormed &= (in[at + i] & 0xc0) == 0x80;
        }
        if (!wellFormed) {
            throw fault(Reason.MALFORMED_UTF8);
        }
        at += following + 1;
    }

    private void checkString(int length) throws JsonException {
        if (length > limits.maxString()) {
            throw fault(Reason.STRING_TOO_LONG);
        }
    }

    private Number number() throws JsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int first = at;
        int digits = digits();
        if (digits > 1 && in[first] == '0') {
            throw new JsonException(Reason.SYNTAX, first);
        }
        boolean integer = true;
        if (at < in.length && in[at] == '.') {
            integer = false;
            at++;
            digits += digits();
        }
        if (digits > limits.maxDigits()) {
            throw new JsonException(Reason.NUMBER_TOO_LARGE, start);
        }
        if (at < in.length && (in[at] == 'e' || in[at] == 'E')) {
            integer = false;
            at++;
            exponent();
        }
        String text = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
        if (!integer) {
            return new BigDecimal(text);
        }
        return digits <= 18 ? (Number) Long.valueOf(text) : narrowest(new BigInteger(text));
    }

    private static Number narrowest(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private int digits() throws JsonException {
        int start = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw at < in.length ? fault(Reason.SYNTAX) : fault(Reason.UNEXPECTED_END);
        }
        return at - start;
    }

    private void exponent() throws JsonException {
        if (peek() == '-' || peek() == '+') {
            at++;
        }
        int start = at;
        digits();
        int value = 0;
        for (int i = start; i < at && value <= MAX_EXPONENT; i++) {
            value = value * 10 + in[i] - '0';
        }
        if (value > MAX_EXPONENT) {
            throw new JsonException(Reason.NUMBER_TOO_LARGE, start);
        }
    }

    private void skipSpace() {
        while (at < in.length && isSpace(in[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private void expect(char wanted) throws JsonException {
        if (peek() != wanted) {
            throw fault(Reason.SYNTAX);
        }
        at++;
    }

    private byte peek() throws JsonException {
        if (at >= in.length) {
            throw fault(Reason.UNEXPECTED_END);
        }
        return in[at];
    }

    private JsonException fault(Reason reason) {
        return new JsonException(reason, at);
    }
}
