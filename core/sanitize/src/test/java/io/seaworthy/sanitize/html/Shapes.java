package io.seaworthy.sanitize.html;

import java.util.List;
import java.util.function.IntFunction;

/** Inputs made to be slow or large for some parser or other; each of about as many characters as asked for. */
enum Shapes {
    DIVS("<div>"),
    CLOSED_DIVS("</div>"),
    LINKS("<a href=x>"),
    LINKS_CLOSED("<a href=x>y</a>"),
    FORMATTING("<b>"),
    FORMATTING_CYCLE("<b><i><u>"),
    MISNESTED("<b><i></b></i>"),
    BLOCK_IN_FORMATTING("<b><p>"),
    COMMENT_STARTS("<!--"),
    COMMENTS("<!-- x -->"),
    BOGUS_COMMENTS("</ x>"),
    DECLARATIONS("<!x>"),
    CDATA("<![CDATA["),
    INSTRUCTIONS("<?x"),
    LESS_THAN("<"),
    LESS_THAN_SLASH("</"),
    LESS_THAN_LETTER("<p"),
    GREATER_THAN(">"),
    AMPERSANDS("&"),
    REFERENCES("&lt;"),
    NUMERIC_REFERENCES("&#60;"),
    UNENDED_REFERENCES("&#x3c"),
    LONG_REFERENCES("&aaaaaaaaaaaaaaaaaaaaaaaa"),
    QUOTES("\""),
    BRACES("{"),
    NULS("\0"),
    LONE_SURROGATES("\ud800"),
    TABLES("<table>"),
    TABLE_CELLS("<table><tr><td>"),
    LISTS("<ul><li>"),
    HEADINGS("<h1>"),
    SELECTS("<select><option>"),
    SVG("<svg><desc>"),
    BREAKS("<br>"),
    UNKNOWN("<x>"),
    ATTRIBUTES("<p ", "a=b ", ">"),
    EMPTY_ATTRIBUTES("<p ", "a ", ">"),
    LONG_ATTRIBUTE("<p title=\"", "x", "\">"),
    UNCLOSED_ATTRIBUTE("<p title=\"", "x", ""),
    LONG_URL("<a href=\"", "%zz:", "\">x</a>"),
    LONG_NAME("<", "x", ">"),
    STYLE_LESS_THAN("<style>", "<", ">"),
    STYLE_TAGS("<style>", "<b>x", ""),
    SCRIPT_ENDS("<script>", "</scrip", ""),
    TEXTAREA("<textarea>", "</", ""),
    COMMENT_DASHES("<!--", "-", ""),
    COMMENT_ENDS("<!--", "--!", "");

    private final IntFunction<String> text;

    Shapes(String part) {
        this("", part, "");
    }

    Shapes(String start, String part, String end) {
        text = size -> start + part.repeat(Math.max(1, size / part.length())) + end;
    }

    String text(int size) {
        return text.apply(size);
    }

    /** The presets' limits on tags and depth, and none to speak of. */
    static List<HtmlSanitizer> sanitizers() {
        return List.of(
                article().maxCharacters(1 << 21).build(),
                article()
                        .maxCharacters(1 << 21)
                        .maxTags(1_000_000)
                        .maxAttributes(50_000)
                        .maxDepth(200)
                        .build());
    }

    private static HtmlSanitizerBuilder article() {
        return HtmlSanitizer.builder()
                .elements("p", "b", "i", "u", "a", "ul", "li", "div", "h1", "br", "table", "tr", "td")
                .linkSchemes("https");
    }

    /** Child process: sanitises a shape of a megabyte within its heap. */
    public static void main(String[] args) {
        for (Shapes shape : values()) {
            String html = shape.text(1 << 20);
            for (HtmlSanitizer sanitizer : sanitizers()) {
                try {
                    sanitizer.sanitize(html);
                } catch (OutOfMemoryError tooMuch) {
                    System.out.println(shape + " with " + sanitizer);
                }
            }
        }
        System.out.println("done");
    }
}
