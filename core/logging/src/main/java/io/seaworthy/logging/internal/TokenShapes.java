package io.seaworthy.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Secrets that are known by how they look: a prefix and a run of token characters. Immutable. */
final class TokenShapes {

    private record Shape(String prefix, int tail) {}

    /** Prefixes that issuers publish, so that their tokens can be found, and the shortest tail. */
    private static final List<Shape> KNOWN = List.of(
            new Shape("AKIA", 16),
            new Shape("ASIA", 16),
            new Shape("AIza", 30),
            new Shape("ghp_", 20),
            new Shape("gho_", 20),
            new Shape("ghu_", 20),
            new Shape("ghs_", 20),
            new Shape("ghr_", 20),
            new Shape("github_pat_", 20),
            new Shape("glpat-", 16),
            new Shape("npm_", 30),
            new Shape("sk_live_", 8),
            new Shape("sk_test_", 8),
            new Shape("rk_live_", 8),
            new Shape("rk_test_", 8),
            new Shape("whsec_", 8),
            new Shape("xoxa-", 10),
            new Shape("xoxb-", 10),
            new Shape("xoxp-", 10),
            new Shape("xoxr-", 10),
            new Shape("xoxs-", 10),
            new Shape("ya29.", 20),
            new Shape("SG.", 30),
            new Shape("swr_", 16),
            new Shape("swk_", 16),
            new Shape("swp_", 16));

    private static final int CUSTOM_TAIL = 8;

    /** Shapes by the first character of their prefix. */
    private final Shape[][] byFirst = new Shape[128][];

    TokenShapes(Set<String> prefixes) {
        List<Shape> all = new ArrayList<>(KNOWN);
        prefixes.forEach(prefix -> all.add(new Shape(prefix, CUSTOM_TAIL)));
        for (int i = 0; i < byFirst.length; i++) {
            char first = (char) i;
            Shape[] those =
                    all.stream().filter(s -> s.prefix.charAt(0) == first).toArray(Shape[]::new);
            byFirst[i] = those.length == 0 ? null : those;
        }
    }

    boolean mayBeginWith(char first) {
        return byFirst[first] != null;
    }

    /** The end of a token that begins here, or -1. */
    int end(String text, int from) {
        Shape[] shapes = byFirst[text.charAt(from)];
        if (shapes == null) {
            return -1;
        }
        for (Shape shape : shapes) {
            int tail = from + shape.prefix.length();
            if (text.startsWith(shape.prefix, from)) {
                int end = runEnd(text, tail);
                if (end - tail >= shape.tail) {
                    return end;
                }
            }
        }
        return -1;
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
