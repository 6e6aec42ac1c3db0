package io.seaworthy.logging.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Secrets that are known by how they look: a prefix and a run of token characters. A prefix is noticed at its rarest
 * character, so that ordinary words are not looked at. Immutable.
 */
final class TokenShapes {

    /** A tail of the AWS kind is exactly so long and of {@code [A-Z0-9]}; other tails are at least so long. */
    private record Shape(String prefix, int tail, boolean exact, int signal) {

        static Shape of(String prefix, int tail) {
            return new Shape(prefix, tail, prefix.matches("A(KI|SI|BI|CC)A"), signal(prefix));
        }

        private static int signal(String prefix) {
            for (int i = 0; i < RAREST.length(); i++) {
                int at = prefix.indexOf(RAREST.charAt(i));
                if (at >= 0) {
                    return at;
                }
            }
            return 0;
        }
    }

    /** What is rare in log lines first; digits are noticed by themselves already. */
    private static final String RAREST = "_-QXZJKzqjYVWGBxHUFPkvMNLwRDTEOSCIAybgpfumdclhrsnoiatey.";

    private static final List<Shape> KNOWN = List.of(
            Shape.of("AKIA", 16),
            Shape.of("ASIA", 16),
            Shape.of("ABIA", 16),
            Shape.of("ACCA", 16),
            Shape.of("AIza", 30),
            Shape.of("ghp_", 20),
            Shape.of("gho_", 20),
            Shape.of("ghu_", 20),
            Shape.of("ghs_", 20),
            Shape.of("ghr_", 20),
            Shape.of("github_pat_", 20),
            Shape.of("glpat-", 16),
            Shape.of("npm_", 30),
            Shape.of("pypi-", 30),
            Shape.of("sk_live_", 8),
            Shape.of("sk_test_", 8),
            Shape.of("rk_live_", 8),
            Shape.of("rk_test_", 8),
            Shape.of("sk-proj-", 20),
            Shape.of("sk-ant-", 20),
            Shape.of("whsec_", 8),
            Shape.of("xoxa-", 10),
            Shape.of("xoxb-", 10),
            Shape.of("xoxc-", 10),
            Shape.of("xoxd-", 10),
            Shape.of("xoxe-", 10),
            Shape.of("xoxp-", 10),
            Shape.of("xoxr-", 10),
            Shape.of("xoxs-", 10),
            Shape.of("xapp-", 10),
            Shape.of("ya29.", 20),
            Shape.of("SG.", 30),
            Shape.of("swr_", 16),
            Shape.of("swk_", 16),
            Shape.of("swp_", 16));

    private static final int CUSTOM_TAIL = 8;
    private static final int PAIRS = 1024;

    /** Shapes by the character at which they are noticed. */
    private final Shape[][] bySignal = new Shape[128][];

    /**
     * By signal: a bit for the two characters that may stand before it, or for the one where a prefix has no more. Most
     * dashes in a log follow others. Empty where any may.
     */
    private final long[][] before = new long[128][];

    TokenShapes(Set<String> prefixes) {
        List<Shape> all = new ArrayList<>(KNOWN);
        prefixes.forEach(prefix -> all.add(Shape.of(prefix, CUSTOM_TAIL)));
        for (int i = 0; i < bySignal.length; i++) {
            char signal = (char) i;
            Shape[] those = all.stream()
                    .filter(s -> s.prefix.charAt(s.signal) == signal)
                    .toArray(Shape[]::new);
            bySignal[i] = those.length == 0 ? null : those;
            before[i] = before(those);
        }
    }

    private static long[] before(Shape[] shapes) {
        long[] any = new long[PAIRS / 64];
        for (Shape shape : shapes) {
            if (shape.signal == 0) {
                return new long[0];
            }
            char last = shape.prefix.charAt(shape.signal - 1);
            for (char c = 0; c < 128; c++) {
                if (shape.signal == 1 || shape.prefix.charAt(shape.signal - 2) == c) {
                    any[pair(c, last) >>> 6] |= 1L << pair(c, last);
                }
            }
        }
        return any;
    }

    private static int pair(char first, char second) {
        return (first * 37 + second) & (PAIRS - 1);
    }

    /** Whether a token may have this signal behind these two characters; 0x80 where there are none. */
    boolean mayFollow(char signal, char first, char last) {
        long[] expected = before[signal];
        if (expected.length == 0) {
            return true;
        }
        int pair = pair(first < 0x80 ? first : 0, last);
        return last < 0x80 && (expected[pair >>> 6] & 1L << pair) != 0;
    }

    private boolean mayFollow(Text text, int at) {
        char last = at < 1 ? 0x80 : text.charAt(at - 1);
        return mayFollow(text.charAt(at), at < 2 ? 0x80 : text.charAt(at - 2), last);
    }

    boolean isSignal(char c) {
        return bySignal[c] != null;
    }

    /** The token around this signal, or 0: its first position in the upper half, its end in the lower. */
    long find(Text text, int signal, int done) {
        Shape[] shapes = bySignal[text.charAt(signal)];
        if (shapes == null || !mayFollow(text, signal)) {
            return 0;
        }
        for (Shape shape : shapes) {
            int from = signal - shape.signal;
            if (from >= done && text.startsWith(shape.prefix, from) && Characters.startsWord(text, from)) {
                int tail = from + shape.prefix.length();
                int end = shape.exact ? keyIdEnd(text, tail, shape.tail) : runEnd(text, tail);
                if (end - tail >= shape.tail) {
                    return (long) from << 32 | end;
                }
            }
        }
        return 0;
    }

    private static int keyIdEnd(Text text, int from, int length) {
        int end = from;
        while (end < text.length() && isKeyIdCharacter(text.charAt(end))) {
            end++;
        }
        boolean ends = end == text.length() || !Characters.isWord(text.charAt(end));
        return ends && end - from == length ? end : from;
    }

    private static boolean isKeyIdCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The end of a run of base64url characters; a dot belongs to it if another such character follows. */
    static int runEnd(CharSequence text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean inside = isTokenCharacter(c)
                    || (c == '.' && at + 1 < text.length() && isTokenCharacter(text.charAt(at + 1)));
            if (!inside) {
                break;
            }
            at++;
        }
        return at;
    }

    static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
