package io.seaworthy.benchmarks.text;

import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.html.HtmlRefusal;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.html.SafeHtml;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.safety.Safelist;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Who sanitises; each allows the elements of our preset for comments, or more. */
public enum CleanPeer {
    SEAWORTHY,
    /** The bare sanitizer, which ours is built over. */
    OWASP,
    JSOUP,
    /** Every character looked at once. */
    FLOOR;

    HtmlCleaner cleaner() {
        return switch (this) {
            case SEAWORTHY -> seaworthy();
            case OWASP -> owasp();
            case JSOUP -> jsoup();
            case FLOOR -> CleanPeer::scan;
        };
    }

    private static HtmlCleaner seaworthy() {
        HtmlSanitizer sanitizer = HtmlSanitizer.article();
        return html -> sanitizer.sanitize(html) instanceof Checked.Accepted<SafeHtml, HtmlRefusal> accepted
                ? accepted.value().html()
                : "";
    }

    private static HtmlCleaner owasp() {
        PolicyFactory policy = new HtmlPolicyBuilder()
                .allowElements("p", "b", "i", "em", "strong", "ul", "ol", "li", "code", "pre", "blockquote", "br", "a")
                .allowStandardUrlProtocols()
                .allowAttributes("href")
                .onElements("a")
                .requireRelNofollowOnLinks()
                .toFactory();
        return policy::sanitize;
    }

    private static HtmlCleaner jsoup() {
        Safelist basic = Safelist.basic();
        OutputSettings plain = new OutputSettings().prettyPrint(false);
        return html -> Jsoup.clean(html, "", basic, plain);
    }

    private static String scan(String html) {
        int special = 0;
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            special += c == '<' || c == '&' ? 1 : 0;
        }
        return special < 0 ? "" : html;
    }
}
