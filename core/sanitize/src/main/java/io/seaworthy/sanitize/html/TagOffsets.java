package io.seaworthy.sanitize.html;

import io.seaworthy.kernel.internal.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlChangeReporter;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.PolicyFactory;

/**
 * Finds out what a policy removes and where. The library's parser tells no positions, so each tag of a copy is given an
 * attribute with its own; what the copy comes out as is dropped. One use, one thread.
 */
final class TagOffsets implements HtmlChangeListener<Object> {

    private static final String MARK = "data-seaworthy-offset";

    private final List<HtmlReport.Removal> removals = new ArrayList<>();
    private int offset = -1;
    private int more;

    /** Everything that the policy takes from the HTML; the limits were checked before. */
    static TagOffsets of(String html, PolicyFactory policy, HtmlStreamEventReceiver nowhere) {
        TagOffsets found = new TagOffsets();
        HtmlChangeReporter<Object> reporter = new HtmlChangeReporter<>(nowhere, found, MARK);
        reporter.setPolicy(policy.apply(reporter.getWrappedRenderer()));
        HtmlSanitizer.sanitize(marked(html), found.new Unmarked(reporter.getWrappedPolicy()));
        return found;
    }

    List<HtmlReport.Removal> removals() {
        return removals;
    }

    int more() {
        return more;
    }

    /** Without quotes, so that inside a quoted value it is only text, and followed by a space. */
    private static String marked(String html) {
        StringBuilder copy = new StringBuilder(html.length() + 256);
        int done = 0;
        for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
            int end = nameEnd(html, i + 1);
            if (end > 0) {
                copy.append(html, done, end)
                        .append(' ')
                        .append(MARK)
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
        return name && i < html.length() && " \t\n\r\f/>".indexOf(html.charAt(i)) >= 0 ? i : -1;
    }

    private static boolean isName(char c) {
        return isLetter(c) || Ascii.isDigit(c) || c == '-' || c == ':';
    }

    private static boolean isLetter(char c) {
        char lower = Ascii.toLower(c);
        return lower >= 'a' && lower <= 'z';
    }

    @Override
    public void discardedTag(@Nullable Object context, String element) {
        add(new HtmlReport.Removal(HtmlReport.Kind.ELEMENT, plain(element), null, offset));
    }

    @Override
    public void discardedAttributes(@Nullable Object context, String element, String... attributes) {
        for (String attribute : attributes) {
            add(new HtmlReport.Removal(HtmlReport.Kind.ATTRIBUTE, plain(element), plain(attribute), offset));
        }
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

    /** Takes the marks off before anybody sees them. */
    private final class Unmarked implements HtmlSanitizer.Policy {

        private final HtmlSanitizer.Policy policy;

        Unmarked(HtmlSanitizer.Policy policy) {
            this.policy = policy;
        }

        @Override
        public void openDocument() {
            policy.openDocument();
        }

        @Override
        public void closeDocument() {
            policy.closeDocument();
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            offset = -1;
            List<String> kept = new ArrayList<>(attributes.size());
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                if (!attributes.get(i).equals(MARK)) {
                    kept.add(attributes.get(i));
                    kept.add(attributes.get(i + 1));
                } else if (offset < 0) {
                    offset = number(attributes.get(i + 1)); // ours comes first
                }
            }
            policy.openTag(element, kept);
        }

        private int number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException notOurs) {
                return -1;
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
    }
}
