package io.seaworthy.sanitize.html;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells output that another pass would leave as it is, without making that pass. It knows the plain shapes only: proper
 * nesting of text, lists and links, references as the renderer writes them. What it does not know it does not vouch for,
 * and the pass is made. It has no opinion on the policy: it is asked about what a pass with that policy wrote. That what it vouches for is a fixed point is held by a test over random documents. Stateless.
 */
final class Settled {

    private static final int MAX_DEPTH = 64;

    /** Holds text and phrasing. */
    private static final int PHRASING = 1;

    /** Holds text and phrasing, none of it a link. */
    private static final int LINK = 2;

    /** Holds what PHRASING does, and stands where blocks stand. */
    private static final int PARAGRAPH = 3;

    /** Holds items only. */
    private static final int LIST = 4;

    /** Stands in lists only, holds what BLOCK does. */
    private static final int ITEM = 5;

    /** Holds text, phrasing and blocks. */
    private static final int BLOCK = 6;

    /** Holds nothing. */
    private static final int BREAK = 7;

    private static final Map<String, Integer> KINDS = new HashMap<>();

    /** Characters of text that come out of a pass as they are; every character of UTF-16 but surrogates. */
    private static final boolean[] TEXT = new boolean[0x10000];

    private static final boolean[] URL = new boolean[128];

    private static final String[] REFERENCES = {"amp;", "lt;", "gt;", "#34;", "#39;", "#43;", "#61;", "#64;", "#96;"};

    /** Normalisation makes a backtick of it. */
    private static final int BACKTICK_TWIN = 0x1fef;

    private static final String RELS = "nofollow noopener noreferrer";

    static {
        kind(PHRASING, "b", "i", "em", "strong", "code", "s", "small", "span", "sub", "sup", "u", "mark", "kbd");
        kind(LINK, "a");
        kind(PARAGRAPH, "p", "h1", "h2", "h3", "h4", "h5", "h6");
        kind(LIST, "ul", "ol");
        kind(ITEM, "li");
        kind(BLOCK, "blockquote", "div");
        kind(BREAK, "br");
        for (int c = ' '; c < 0xd800; c++) {
            TEXT[c] = c < 0x7f
                    ? "<>&\"'`=+@{".indexOf(c) < 0
                    : c >= 0xa0 && c != 0x2028 && c != 0x2029 && c != BACKTICK_TWIN;
        }
        TEXT['\n'] = true;
        for (char c = '!'; c < 0x7f; c++) {
            URL[c] = Character.isLetterOrDigit(c) || "/:._-~?#%".indexOf(c) >= 0;
        }
    }

    private final String html;
    private final String[] open = new String[MAX_DEPTH];
    private final int[] kinds = new int[MAX_DEPTH];
    private int depth;
    private int at;

    private Settled(String html) {
        this.html = html;
    }

    private static void kind(int kind, String... elements) {
        for (String element : elements) {
            KINDS.put(element, kind);
        }
    }

    static boolean isSettled(String html) {
        return new Settled(html).check();
    }

    private boolean check() {
        while (at < html.length()) {
            char c = html.charAt(at);
            boolean sound;
            if (c == '<') {
                sound = at + 1 < html.length() && html.charAt(at + 1) == '/' ? close() : open();
            } else {
                sound = !inList() && (c == '&' ? reference() : TEXT[c]);
                at++;
            }
            if (!sound) {
                return false;
            }
        }
        return depth == 0;
    }

    private boolean inList() {
        return depth > 0 && kinds[depth - 1] == LIST;
    }

    /** Leaves the cursor on the semicolon. */
    private boolean reference() {
        for (String reference : REFERENCES) {
            if (html.startsWith(reference, at + 1)) {
                at += reference.length();
                return true;
            }
        }
        return false;
    }

    private boolean close() {
        if (depth == 0) {
            return false;
        }
        String name = open[--depth];
        boolean same = html.startsWith(name, at + 2) && html.startsWith(">", at + 2 + name.length());
        at += name.length() + 3;
        return same;
    }

    private boolean open() {
        int start = ++at;
        while (at < html.length() && isName(html.charAt(at))) {
            at++;
        }
        String name = html.substring(start, at);
        int kind = KINDS.getOrDefault(name, 0);
        if (kind == 0 || depth == MAX_DEPTH || !fits(kind)) {
            return false;
        }
        if (kind == BREAK) {
            boolean plain = html.startsWith(" />", at);
            at += 3;
            return plain;
        }
        open[depth] = name;
        kinds[depth++] = kind;
        boolean sound = attributes(kind == LINK) && at < html.length() && html.charAt(at) == '>';
        at++;
        return sound;
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private boolean fits(int kind) {
        int parent = depth == 0 ? BLOCK : kinds[depth - 1];
        return switch (kind) {
            case ITEM -> parent == LIST;
            case PARAGRAPH, LIST, BLOCK -> parent == BLOCK || parent == ITEM;
            case LINK -> parent != LIST && !inLink();
            default -> parent != LIST;
        };
    }

    private boolean inLink() {
        for (int i = 0; i < depth; i++) {
            if (kinds[i] == LINK) {
                return true;
            }
        }
        return false;
    }

    /** Links with their rels at the end; whatever else there is needs another pass. */
    private boolean attributes(boolean link) {
        boolean rels = false;
        while (at < html.length() && html.charAt(at) == ' ') {
            if (rels) {
                return false;
            }
            if (link && html.startsWith(" href=\"", at)) {
                at += 7;
                if (!url()) {
                    return false;
                }
            } else if (link && html.startsWith(" rel=\"" + RELS + "\"", at)) {
                at += 7 + RELS.length();
                rels = true;
            } else {
                return false;
            }
        }
        return true;
    }

    /** The value and its closing quote. */
    private boolean url() {
        for (; at < html.length(); at++) {
            char c = html.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            boolean sound = c == '&' ? reference() : c < 128 && URL[c];
            if (!sound) {
                return false;
            }
        }
        return false;
    }
}
