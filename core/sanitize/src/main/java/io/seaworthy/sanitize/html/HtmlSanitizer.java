package io.seaworthy.sanitize.html;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.encode.Encode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.owasp.html.Handler;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Makes HTML from strangers safe to show, over the OWASP Java HTML Sanitizer.
 *
 * <p>It guarantees: only the elements and attributes of the policy come out; a floor that no policy can lower; URLs have
 * one of the named schemes or are relative; links carry {@code rel="nofollow noopener noreferrer"}; the output sanitised
 * again is the output; nothing is cut off, input above a limit is refused as a whole. Text without anything that HTML gives
 * a meaning comes back as the same instance.
 *
 * <p>It does not: keep text as it was ({@code @} becomes {@code &#64;}, so store the original where it is needed outside
 * HTML), tell good links from bad ones, or make HTML fit for attributes, scripts or style sheets.
 *
 * <p>Limits of the presets: 262,144 characters ({@code article}), 65,536 ({@code comment}, {@code plainText}); depth 100;
 * 20,000 tags; 20,000 attributes. Time and memory are linear in the input. Immutable, thread-safe.
 */
public final class HtmlSanitizer implements EvidenceSource {

    private static final String[] COMMENT = {
        "p", "b", "i", "em", "strong", "a", "ul", "ol", "li", "br", "blockquote", "code", "pre"
    };

    private static final String[] ARTICLE = {
        "p",
        "b",
        "i",
        "em",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "br",
        "blockquote",
        "code",
        "pre",
        "abbr",
        "caption",
        "cite",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
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
        "var"
    };

    private static final String[] LINKS = {"https", "http", "mailto"};

    private final PolicyFactory policy;
    private final HtmlLimits limits;
    private final String summary;

    HtmlSanitizer(PolicyFactory policy, HtmlLimits limits, String summary) {
        this.policy = policy;
        this.limits = limits;
        this.summary = summary;
    }

    /** Rich text: everything that {@link #comment()} keeps, headings, tables, figures without images, and the like. */
    public static HtmlSanitizer article() {
        return builder()
                .elements(ARTICLE)
                .linkSchemes(LINKS)
                .maxCharacters(262_144)
                .build();
    }

    /** Simple text: {@code p b i em strong a ul ol li br blockquote code pre}, links to https, http and mailto. */
    public static HtmlSanitizer comment() {
        return builder().elements(COMMENT).linkSchemes(LINKS).build();
    }

    /** No element at all: tags go, their text stays. The result is HTML still: show it as such. */
    public static HtmlSanitizer plainText() {
        return builder().build();
    }

    /** No element, no link, the limits of {@link #comment()}. */
    public static HtmlSanitizerBuilder builder() {
        return new HtmlSanitizerBuilder();
    }

    /** The safe form of the HTML, or why it is refused. */
    public Checked<SafeHtml, HtmlRefusal> sanitize(String html) {
        Objects.requireNonNull(html, "html");
        if (html.length() > limits.characters()) {
            return Checked.refused(HtmlRefusal.TOO_LARGE);
        }
        if (InertText.isInert(html)) {
            return Checked.accepted(new SafeHtml(html, false));
        }
        String once;
        try {
            once = pass(html, limits);
        } catch (LimitingPolicy.LimitReached reached) {
            return Checked.refused(reached.refusal());
        }
        String fixed = fixedPoint(once);
        String safe = fixed == null ? escaped(html) : fixed;
        boolean same = safe.equals(html);
        return Checked.accepted(new SafeHtml(same ? html : safe, !same));
    }

    /** Repairs of one pass can be something to repair for the next; what does not settle is not trusted. */
    private @Nullable String fixedPoint(String once) {
        String twice = pass(once, null);
        if (twice.equals(once)) {
            return once;
        }
        return pass(twice, null).equals(twice) ? twice : null;
    }

    private String escaped(String html) {
        String text = pass(Encode.html(html), null);
        return pass(text, null).equals(text) ? text : "";
    }

    private String pass(String html, @Nullable HtmlLimits bounds) {
        StringBuilder out = new StringBuilder(html.length() + 64);
        org.owasp.html.HtmlSanitizer.Policy target = policy.apply(HtmlStreamRenderer.create(out, Handler.DO_NOTHING));
        org.owasp.html.HtmlSanitizer.sanitize(html, bounds == null ? target : new LimitingPolicy(target, bounds));
        return out.toString();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                Evidence.enforced("INPUT-HTML", "HtmlSanitizer", summary),
                Evidence.enforced("HEAD-XSS", "HtmlSanitizer", "HTML from users is sanitised: " + summary));
    }

    @Override
    public String toString() {
        return "HtmlSanitizer[" + summary + "]";
    }
}
