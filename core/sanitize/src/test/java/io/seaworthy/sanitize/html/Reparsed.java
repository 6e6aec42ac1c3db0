package io.seaworthy.sanitize.html;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** What a browser would make of HTML, by a parser that has nothing to do with the sanitizer. */
final class Reparsed extends DefaultHandler {

    private final Set<String> elements;
    private final List<String> problems = new ArrayList<>();

    private Reparsed(Set<String> elements) {
        this.elements = elements;
    }

    /** Everything that is outside the allowed elements, or live. */
    static List<String> problems(String html, Set<String> elements, boolean scripting) throws Exception {
        Reparsed handler = new Reparsed(elements);
        HtmlParser parser = new HtmlParser(XmlViolationPolicy.ALLOW);
        parser.setScriptingEnabled(scripting);
        parser.setContentHandler(handler);
        parser.parseFragment(new InputSource(new StringReader(html)), "div");
        return handler.problems;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        // The parser adds a table's bodies and rows by itself, without attributes.
        boolean implied = attributes.getLength() == 0
                && (localName.equals("tbody") || localName.equals("tr"))
                && elements.contains("table");
        if (!elements.contains(localName) && !implied) {
            problems.add("element " + localName);
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.getLocalName(i).toLowerCase(Locale.ROOT);
            String value =
                    attributes.getValue(i).replaceAll("[\\x00-\\x20]", "").toLowerCase(Locale.ROOT);
            boolean url = name.equals("href") || name.equals("src");
            boolean safe = url
                    ? isSafe(value)
                    : Set.of(
                                    "rel",
                                    "title",
                                    "lang",
                                    "dir",
                                    "alt",
                                    "width",
                                    "height",
                                    "value",
                                    "start",
                                    "colspan",
                                    "rowspan",
                                    "datetime")
                            .contains(name);
            if (!safe) {
                problems.add("attribute " + name + "=" + value);
            }
        }
    }

    private static boolean isSafe(String url) {
        int colon = url.indexOf(':');
        boolean relative = colon < 0 || url.substring(0, colon).chars().anyMatch(c -> "/?#".indexOf(c) >= 0);
        return relative || Set.of("http", "https", "mailto", "tel").contains(url.substring(0, colon));
    }
}
