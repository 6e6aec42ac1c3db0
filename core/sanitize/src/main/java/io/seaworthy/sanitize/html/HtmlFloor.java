package io.seaworthy.sanitize.html;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What no policy can allow. Elements and attributes are taken from a list of those that are harmless by themselves and
 * together; everything else is refused when the policy is built: raw text ({@code style}, {@code noscript}, {@code xmp}),
 * documents in attributes ({@code srcdoc}), event handlers, SVG and MathML with their animated URLs, forms, and names that
 * shadow a page's own variables ({@code id}, {@code name}). Stateless.
 */
final class HtmlFloor {

    static final Set<String> ELEMENTS = Set.of(
            "a",
            "abbr",
            "b",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "dd",
            "del",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "u",
            "ul",
            "var");

    /** Known to be dangerous, so that the fault can say so. */
    static final Set<String> UNSAFE = Set.of(
            "applet",
            "animate",
            "animatemotion",
            "animatetransform",
            "audio",
            "base",
            "body",
            "button",
            "comment",
            "embed",
            "form",
            "frame",
            "frameset",
            "head",
            "html",
            "iframe",
            "input",
            "link",
            "listing",
            "math",
            "meta",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "option",
            "plaintext",
            "portal",
            "script",
            "select",
            "set",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "video",
            "xmp");

    /** Attributes by element, without URLs; each with the form of its values. */
    private static final Map<String, List<String>> ATTRIBUTES = Map.of(
            "a", List.of("title"),
            "abbr", List.of("title"),
            "img", List.of("alt", "title", "width", "height"),
            "li", List.of("value"),
            "ol", List.of("start"),
            "td", List.of("colspan", "rowspan"),
            "th", List.of("colspan", "rowspan"),
            "time", List.of("datetime"));

    private static final List<String> EVERYWHERE = List.of("dir", "lang");

    private static final Set<String> NUMBERS = Set.of("width", "height", "value", "start", "colspan", "rowspan");

    private HtmlFloor() {}

    /** The attributes of an element that a policy may allow. */
    static boolean allows(String element, String attribute) {
        return EVERYWHERE.contains(attribute)
                || ATTRIBUTES.getOrDefault(element, List.of()).contains(attribute);
    }

    static List<String> attributes(String element) {
        List<String> names = new java.util.ArrayList<>(EVERYWHERE);
        names.addAll(ATTRIBUTES.getOrDefault(element, List.of()));
        return names;
    }

    /** Whether an attribute's value has its form. */
    static boolean accepts(String attribute, String value) {
        if (NUMBERS.contains(attribute)) {
            return !value.isEmpty() && value.length() <= 4 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        }
        return switch (attribute) {
            case "dir" -> Set.of("ltr", "rtl", "auto").contains(value.toLowerCase(Locale.ROOT));
            case "lang" -> value.length() <= 35 && value.chars().allMatch(c -> c == '-' || isAlphanumeric(c));
            case "datetime" ->
                value.length() <= 40 && value.chars().allMatch(c -> ":.+- ".indexOf(c) >= 0 || isAlphanumeric(c));
            default -> value.length() <= 1000;
        };
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
