package io.seaworthy.sanitize.html;

import java.util.ArrayList;
import java.util.List;

/** Attacks by construction: the ways in which the public collections combine tags, handlers, schemes and contexts. */
final class Payloads {

    private static final List<String> ELEMENTS = List.of(
            "a",
            "b",
            "p",
            "img",
            "div",
            "table",
            "td",
            "svg",
            "math",
            "body",
            "video",
            "audio",
            "source",
            "input",
            "button",
            "form",
            "iframe",
            "object",
            "embed",
            "details",
            "marquee",
            "select",
            "textarea",
            "style",
            "x",
            "image",
            "isindex",
            "bgsound",
            "link",
            "meta",
            "base",
            "template",
            "dialog",
            "picture",
            "canvas");

    private static final List<String> HANDLERS = List.of(
            "onerror",
            "onload",
            "onclick",
            "onfocus",
            "onmouseover",
            "ontoggle",
            "onbegin",
            "onpointerrawupdate",
            "onanimationstart",
            "ontransitionend",
            "oncut",
            "onwheel",
            "onbeforetoggle",
            "onscrollend",
            "OnErRoR",
            "on\u0131error",
            "onerror\0",
            "\0onerror",
            "on\u00adload");

    private static final List<String> SEPARATORS =
            List.of(" ", "/", "\t", "\n", "\f", "\r", " /", "\u000b", "\u00a0", "\"", "'", "/x/", " x=y ", "\0");

    private static final List<String> SCHEMES = List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "java&Tab;script:alert(1)",
            "java&NewLine;script:alert(1)",
            "&#106;avascript:alert(1)",
            "&#x6A;avascript&colon;alert(1)",
            "&#0000106avascript:alert(1)",
            "\u0001javascript:alert(1)",
            "&#14; javascript:alert(1)",
            "javascript&#58;alert(1)",
            "vbscript:x",
            "livescript:x",
            "data:text/html,<script>alert(1)</script>",
            "data:image/svg+xml;base64,PHN2Zy8+",
            "feed:javascript:alert(1)",
            "view-source:javascript:alert(1)",
            "jar:javascript:alert(1)!/",
            "blob:x",
            "filesystem:x",
            "about:blank",
            "\u00a0javascript:alert(1)",
            "javascript\u2028:alert(1)",
            "\ufeffjavascript:alert(1)",
            "ja\0vascript:alert(1)",
            "//x.example/%0ajs",
            "javascript://x.example/%0aalert(1)",
            "x:alert(1)",
            "javascript\uff1aalert(1)",
            "JAVA\u017fCRIPT:alert(1)");

    private static final List<String> URL_ATTRIBUTES = List.of(
            "href",
            "src",
            "action",
            "formaction",
            "xlink:href",
            "srcset",
            "poster",
            "data",
            "background",
            "ping",
            "srcdoc",
            "to",
            "values",
            "from",
            "lowsrc",
            "dynsrc",
            "cite",
            "longdesc",
            "usemap",
            "manifest",
            "style");

    private static final List<String> RAW = List.of(
            "style",
            "script",
            "iframe",
            "noscript",
            "noframes",
            "noembed",
            "xmp",
            "plaintext",
            "comment",
            "template",
            "title",
            "textarea",
            "listing",
            "select",
            "option",
            "svg",
            "math",
            "desc",
            "foreignObject",
            "mtext",
            "annotation-xml",
            "mglyph",
            "malignmark",
            "frameset",
            "object",
            "table",
            "p",
            "pre");

    private static final List<String> LESS_THAN = List.of(
            "<", "%3C", "&lt", "&lt;", "&LT", "&LT;", "&#60", "&#060;", "&#x3c", "&#x03C;", "&#X3C;", "\\x3c",
            "\\u003c", "\uff1c", "\u02c2", "\u2039", "\u27e8", "\ufe64", "+ADw-", "\u00bc", "\u0000<", "<\u0000");

    private static final String LIVE = "<img src=x onerror=alert(1)>";

    private Payloads() {}

    static List<String> all() {
        List<String> all = new ArrayList<>();
        handlers(all);
        urls(all);
        rawText(all);
        for (String lessThan : LESS_THAN) {
            all.add(lessThan + "script>alert(1)" + lessThan + "/script>");
            all.add(lessThan + "img src=x onerror=alert(1)>");
            all.add("<b title=\"" + lessThan + "img src=x onerror=alert(1)>\">x</b>");
        }
        for (String open : List.of("<!--", "<!", "<?", "<![CDATA[", "<!DOCTYPE x [", "</", "<%", "<!-->", "<!--->")) {
            for (String close : List.of("-->", "--!>", ">", "?>", "]]>", "%>", "", "--", "-- >")) {
                all.add(open + close + LIVE + close);
                all.add("<b>" + open + LIVE + close + "</b>");
            }
        }
        return all;
    }

    private static void handlers(List<String> all) {
        for (String element : ELEMENTS) {
            for (int i = 0; i < HANDLERS.size(); i++) {
                String separator = SEPARATORS.get((i + element.length()) % SEPARATORS.size());
                all.add("<" + element + separator + HANDLERS.get(i) + "=alert(1)>x</" + element + ">");
                all.add("<" + element + " x='" + separator + "'" + HANDLERS.get(i) + "=\"alert(1)\" src=x>");
            }
        }
        for (String separator : SEPARATORS) {
            all.add("<a" + separator + "title=\"x\"" + separator + "onclick" + separator + "=" + separator
                    + "alert(1)>x");
            all.add("<img title=\"`" + separator + "onerror=alert(1)\" alt=``onerror=alert(1)>");
        }
    }

    private static void urls(List<String> all) {
        for (String scheme : SCHEMES) {
            for (String attribute : URL_ATTRIBUTES) {
                String element = attribute.equals("src") ? "img" : attribute.equals("to") ? "set" : "a";
                all.add("<" + element + " " + attribute + "=\"" + scheme + "\">x</" + element + ">");
            }
            all.add("<svg><a><set attributeName=href to=\"" + scheme + "\"/><text>x</text></a></svg>");
            all.add("<svg><use href='" + scheme + "'/><script xlink:href='" + scheme + "'/></svg>");
            all.add("<math><a xlink:href='" + scheme + "'>x</a></math>");
            all.add("<base href='" + scheme + "'><a href=x>x</a>");
            all.add("<p style=\"background:url('" + scheme + "')\">x</p>");
            all.add("<form><button formaction='" + scheme + "'>x</button></form>");
        }
    }

    private static void rawText(List<String> all) {
        for (String outer : RAW) {
            for (String inner : RAW) {
                all.add("<" + outer + "><" + inner + "></" + outer + ">" + LIVE + "</" + inner + "></" + outer + ">");
                all.add("<" + outer + "><b title=\"</" + inner + ">" + LIVE + "\">x");
            }
            all.add("<" + outer + ">< </" + outer + ">" + LIVE + "</" + outer + ">");
            all.add("<" + outer + "><<</" + outer + ">" + LIVE);
            all.add("<" + outer + "/>" + LIVE + "</" + outer + " x>");
            all.add("<" + outer + "\0>" + LIVE + "</" + outer + ">");
            all.add("<" + outer + "\u001b>" + LIVE + "</" + outer + ">");
        }
    }
}
