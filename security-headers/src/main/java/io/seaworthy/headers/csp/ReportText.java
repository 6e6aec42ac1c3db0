package io.seaworthy.headers.csp;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts of reports fit for logs and pages: printable ASCII, short, without query, fragment and user information.
 * What a report says comes from anybody. Stateless.
 */
final class ReportText {

    static final int LONGEST = 200;

    /** What browsers write in place of an address. */
    private static final Set<String> KEYWORDS =
            Set.of("inline", "eval", "wasm-eval", "trusted-types-policy", "trusted-types-sink", "self", "data", "blob");

    private ReportText() {}

    /** Where something was blocked from: a keyword, a scheme alone, or an origin. */
    static String blocked(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            // CSP2 browsers left it empty for inline code.
            return "inline";
        }
        // First of all, because not everything that is sent is an address with a scheme in front.
        String address = withoutQuery(text);
        String lower = address.toLowerCase(Locale.ROOT);
        if (KEYWORDS.contains(lower)) {
            return lower;
        }
        int mark = lower.indexOf("://");
        if (mark < 0) {
            int colon = lower.indexOf(':');
            return clean(colon > 0 ? lower.substring(0, colon + 1) : lower);
        }
        int end = mark + 3;
        while (end < lower.length() && "/\\".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        return clean(withoutUser(lower.substring(0, end)));
    }

    /** A page or a script: its address without what may be personal. */
    static String address(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return clean(withoutUser(withoutQuery(text)));
    }

    private static String withoutQuery(String text) {
        int end = 0;
        while (end < text.length() && "?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    private static String withoutUser(String address) {
        int colon = address.indexOf(':');
        boolean scheme = colon > 0 && address.substring(0, colon).chars().allMatch(Character::isLetterOrDigit);
        int start = scheme ? colon + 1 : 0;
        while (start < address.length() && "/\\".indexOf(address.charAt(start)) >= 0) {
            start++; // browsers take any number and both kinds of slash for the two
        }
        int end = start;
        while (end < address.length() && "/\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        int at = address.lastIndexOf('@', end);
        return at >= start ? address.substring(0, start) + address.substring(at + 1) : address;
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            clean.append(c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\' ? c : '_');
        }
        return clean.toString();
    }

    /** The scheme of an address or of a scheme alone, in lower case; empty where there is none. */
    static String scheme(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
