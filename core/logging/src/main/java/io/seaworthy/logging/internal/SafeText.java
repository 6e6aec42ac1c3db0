package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;

/**
 * Writes characters into a line, escaped and redacted at once. Nearly all of them need neither and are copied four at a
 * time; the loops are small so that they are compiled well. Not thread-safe.
 */
final class SafeText {

    private final JsonBuffer out;
    private final Text text;
    private final RedactionScan scan;

    SafeText(JsonBuffer out, Text text, RedactionScan scan) {
        this.out = out;
        this.text = text;
        this.scan = scan;
    }

    /** Writes the text; the caller knows that it did not overflow. */
    void write(RedactionRules rules) {
        scan.reset(text, rules);
        char[] chars = text.array();
        int length = text.length();
        byte[] kinds = rules.kinds;
        int written = 0;
        int start = out.size();
        int at = 0;
        while ((at = copy(chars, at, length, rules)) < length) {
            char c = chars[at];
            if (c >= 0x80) {
                int next = wideEnd(chars, at, length);
                out.putEscaped(text, at, next);
                at = next;
            } else if ((kinds[c] & RedactionRules.LOOK) == 0) {
                out.putEscaped(text, at, ++at);
            } else {
                int next = scan.look(c, at);
                if (scan.found) {
                    // What was found may have begun before: that part is taken back.
                    out.truncate(start);
                    out.putEscaped(text, written, scan.from).putAscii(scan.mask);
                    written = scan.to;
                    start = out.size();
                } else {
                    out.putEscaped(text, at, next);
                }
                at = next;
            }
        }
    }

    /** Copies what is plain or turns out to be; the answer is the first character that is not. */
    private int copy(char[] chars, int from, int to, RedactionRules rules) {
        byte[] kinds = rules.kinds;
        byte[] target = out.array(to - from);
        int shift = out.size() - from;
        int at = from;
        while (at < to) {
            at = copyPlain(chars, at, to, kinds, target, shift);
            if (at == to || chars[at] >= 0x80) {
                break;
            }
            int plain = RedactionScan.plainEnd(rules, chars, at, to);
            if (plain == at) {
                break;
            }
            for (; at < plain; at++) {
                target[at + shift] = (byte) chars[at];
            }
        }
        out.advance(at - from);
        return at;
    }

    private static int copyPlain(char[] chars, int from, int to, byte[] kinds, byte[] target, int shift) {
        int at = from;
        for (; at <= to - 4; at += 4) {
            char a = chars[at];
            char b = chars[at + 1];
            char c = chars[at + 2];
            char d = chars[at + 3];
            if ((a | b | c | d) >= 0x80 || (kinds[a] | kinds[b] | kinds[c] | kinds[d]) != 0) {
                break;
            }
            target[at + shift] = (byte) a;
            target[at + shift + 1] = (byte) b;
            target[at + shift + 2] = (byte) c;
            target[at + shift + 3] = (byte) d;
        }
        for (; at < to && chars[at] < 0x80 && kinds[chars[at]] == 0; at++) {
            target[at + shift] = (byte) chars[at];
        }
        return at;
    }

    /** The end of a run beyond ASCII: surrogates stay together. */
    private static int wideEnd(char[] chars, int from, int to) {
        int at = from;
        while (at < to && chars[at] >= 0x80) {
            at++;
        }
        return at;
    }
}
