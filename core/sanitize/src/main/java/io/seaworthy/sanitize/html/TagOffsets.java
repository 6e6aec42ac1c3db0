package io.seaworthy.sanitize.html;

import io.seaworthy.kernel.internal.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.PolicyFactory;

/**
 * Finds out what a policy removes and where, by what goes into it and what comes out. The library's parser tells no
 * positions, so each tag of a copy is given an attribute with its own; what the copy comes out as is dropped. One use, one
 * thread.
 */
final class TagOffsets implements HtmlSanitizer.Policy {

    /** Not to be guessed, so that no text has it already. */
    private final String mark = "data-" + UUID.randomUUID();

    private final List<HtmlReport.Removal> removals = new ArrayList<>();
    private final Kept kept = new Kept();
    private final HtmlSanitizer.Policy policy;
    private int more;

    private TagOffsets(PolicyFactory factory) {
        policy = factory.apply(kept);
    }

    /** Everything that the policy takes from the HTML; the limits were checked before. */
    static TagOffsets of(String html, PolicyFactory factory) {
        TagOffsets found = new TagOffsets(factory);
        HtmlSanitizer.sanitize(found.marked(html), found);
        return found;
    }

    List<HtmlReport.Removal> removals() {
        return removals;
    }

    int more() {
        return more;
    }

    /** Without quotes, so that inside a quoted value it is only text, and followed by a space. */
    private String marked(String html) {
        StringBuilder copy = new StringBuilder(html.length() + 256);
        int done = 0;
        for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
            int end = nameEnd(html, i + 1);
            if (end > 0) {
                copy.append(html, done, end)
                        .append(' ')
                        .append(mark)
                        .append('=')
                        .append(i)
                        .append(' ');
                done = end;
            }
        }
        return copy.append(html, done, html.length()).toString();
    }

    /** Where the name of a tag ends, or -1 where there is none. */
    private static int nameEnd(String html, int from) {
        int i = from;
        while (i < html.length() && isName(html.charAt(i))) {
            i++;
        }
        boolean name = i > from && isLetter(html.charAt(from));
        return name && i < html.length() && (html.charAt(i) <= ' ' || html.charAt(i) == '/' || html.charAt(i) == '>')
                ? i
                : -1;
    }

    private static boolean isName(char c) {
        return isLetter(c) || Ascii.isDigit(c) || c == '-' || c == ':';
    }

    private static boolean isLetter(char c) {
        char lower = Ascii.toLower(c);
        return lower >= 'a' && lower <= 'z';
    }

    private void add(HtmlReport.Removal removal) {
        if (removals.size() < HtmlReport.MAX_REMOVALS) {
            removals.add(removal);
        } else {
            more++;
        }
    }

    /** Names are a stranger's text: short ones of plain characters, or none. */
    private static String plain(String name) {
        boolean plain = !name.isEmpty() && name.length() <= 40 && name.chars().allMatch(c -> isName((char) c));
        return plain ? name : "?";
    }

    @Override
    public void openDocument() {
        policy.openDocument();
    }

    @Override
    public void closeDocument() {
        policy.closeDocument();
    }

    /** Takes the marks off before the policy sees them. */
    @Override
    public void openTag(String element, List<String> attributes) {
        int offset = -1;
        List<String> given = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i += 2) {
            String value = attributes.get(i + 1);
            if (!attributes.get(i).equals(mark)) {
                given.add(attributes.get(i));
                given.add(value);
                continue;
            }
            int end = 0;
            while (end < value.length() && Ascii.isDigit(value.charAt(end))) {
                end++;
            }
            offset = offset < 0 && end > 0 ? Integer.parseInt(value.substring(0, end)) : offset;
            addSwallowed(value.substring(end), given);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i += 2) {
            names.add(given.get(i));
        }
        kept.opened = null;
        policy.openTag(element, given); // which may take out of the list what it takes out of the tag
        List<String> opened = kept.opened;
        if (opened == null) {
            add(new HtmlReport.Removal(HtmlReport.Kind.ELEMENT, plain(element), null, offset));
            return;
        }
        for (String name : names) {
            if (!opened.remove(name)) {
                add(new HtmlReport.Removal(HtmlReport.Kind.ATTRIBUTE, plain(element), plain(name), offset));
            }
        }
    }

    /** The parser takes names without a value for a part of the value in front of them, which is the mark's here. */
    private void addSwallowed(String text, List<String> given) {
        StringTokenizer parts = new StringTokenizer(text, " \t\n\r\f\u000b/");
        while (parts.hasMoreTokens()) {
            String part = parts.nextToken();
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !name.equals(mark)) {
                given.add(name);
                given.add(equals < 0 ? name : part.substring(equals + 1));
            }
        }
    }

    @Override
    public void closeTag(String element) {
        policy.closeTag(element);
    }

    @Override
    public void text(String text) {
        policy.text(text);
    }

    /** What comes out of the policy: the names of the last tag's attributes. */
    private static final class Kept implements HtmlStreamEventReceiver {

        private @Nullable List<String> opened;

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void openTag(String element, List<String> attributes) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < attributes.size(); i += 2) {
                names.add(attributes.get(i));
            }
            opened = names;
        }

        @Override
        public void closeTag(String element) {}

        @Override
        public void text(String text) {}
    }
}
