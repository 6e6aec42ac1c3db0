package io.seaworthy.sanitize.data;

/** What in a JSON string is not plain ASCII: escapes (RFC 8259 section 7) and UTF-8 (RFC 3629). One thread at a time. */
final class JsonStrings {

    private static final byte[] NOTHING = {};

    private final byte[] decoded;

    JsonStrings(int nameBytes) {
        decoded = new byte[nameBytes];
    }

    byte[] decoded() {
        return decoded;
    }

    /** Holds on to nobody's bytes. */
    byte[] release() {
        return NOTHING;
    }

    /** The length of the escape at a backslash, both halves of a pair together; 0 for a malformed one. */
    int escape(byte[] in, int at, int end) {
        if (at + 1 >= end) {
            return 0;
        }
        if (in[at + 1] != 'u') {
            return "\"\\/bfnrt".indexOf(in[at + 1]) >= 0 ? 2 : 0;
        }
        int unit = unit(in, at, end);
        if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff)) {
            return 0;
        }
        if (unit < 0xd800 || unit > 0xdbff) {
            return 6;
        }
        int low = unit(in, at + 6, end);
        return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
    }

    /** The UTF-16 unit of {@code \}{@code uXXXX}, or -1. */
    private static int unit(byte[] in, int at, int end) {
        if (at + 6 > end || in[at] != '\\' || in[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** The length of the character beyond ASCII that begins here; 0 for one that is not well-formed. */
    int character(byte[] in, int at, int end) {
        int first = in[at] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        int second = in[at + 1] & 0xff;
        // No second way to write a character, no surrogates, nothing beyond U+10FFFF.
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((in[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Decodes a sound name with escapes into {@link #decoded} and returns how many bytes there are. */
    int decode(byte[] in, int from, int length) {
        int out = 0;
        int i = from;
        while (i < from + length) {
            if (in[i] != '\\') {
                decoded[out++] = in[i++];
            } else if (in[i + 1] != 'u') {
                decoded[out++] = plain(in[i + 1]);
                i += 2;
            } else {
                int unit = unit(in, i, from + length);
                boolean pair = unit >= 0xd800 && unit <= 0xdbff;
                int codePoint = pair ? Character.toCodePoint((char) unit, (char) unit(in, i + 6, from + length)) : unit;
                out = encode(codePoint, out);
                i += pair ? 12 : 6;
            }
        }
        return out;
    }

    private static byte plain(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /** UTF-8, never longer than the escape was. */
    private int encode(int c, int at) {
        int out = at;
        if (c < 0x80) {
            decoded[out++] = (byte) c;
        } else if (c < 0x800) {
            decoded[out++] = (byte) (0xc0 | c >> 6);
            decoded[out++] = (byte) (0x80 | c & 0x3f);
        } else {
            if (c < 0x10000) {
                decoded[out++] = (byte) (0xe0 | c >> 12);
            } else {
                decoded[out++] = (byte) (0xf0 | c >> 18);
                decoded[out++] = (byte) (0x80 | c >> 12 & 0x3f);
            }
            decoded[out++] = (byte) (0x80 | c >> 6 & 0x3f);
            decoded[out++] = (byte) (0x80 | c & 0x3f);
        }
        return out;
    }
}
