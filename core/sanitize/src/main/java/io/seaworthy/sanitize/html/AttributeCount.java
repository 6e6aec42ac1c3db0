package io.seaworthy.sanitize.html;

/**
 * Counts the attributes of single tags before the library's parser does, because that one keeps them all until the tag
 * ends: a megabyte of attributes would become fifty. It need not read tags exactly as the parser does; the parser's count
 * is the limit that holds. Stateless.
 */
final class AttributeCount {

    private AttributeCount() {}

    /** Whether some tag has more attributes. */
    static boolean exceeds(String html, int max) {
        int at = html.indexOf('<');
        while (at >= 0) {
            int count = 0;
            int i = at + 1;
            boolean name = false;
            while (i < html.length() && html.charAt(i) != '>') {
                char c = html.charAt(i);
                boolean separator = c <= ' ' || c == '/';
                count += name && separator ? 1 : 0;
                name = !separator;
                i = (c == '"' || c == '\'') && html.charAt(i - 1) == '=' ? quoteEnd(html, i) : i + 1;
            }
            if (count > max) {
                return true;
            }
            at = html.indexOf('<', Math.max(i, at + 1));
        }
        return false;
    }

    private static int quoteEnd(String html, int quote) {
        int end = html.indexOf(html.charAt(quote), quote + 1);
        return end < 0 ? html.length() : end + 1;
    }
}
