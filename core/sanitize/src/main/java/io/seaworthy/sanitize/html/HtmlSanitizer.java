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
 * 20,000 tags; 20,000 attributes; 4,096 characters in a URL; output of twice the input and 65,536 characters. Time and memory are linear in the input. Immutable, thread-safe.
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

    private final HtmlRules rules;
    private final PolicyFactory policy;
    private final HtmlLimits limits;
    private final String summary;

    HtmlSanitizer(HtmlRules rules) {
        this.rules = rules;
        policy = rules.policy();
        limits = rules.limits();
        summary = rules.summary();
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

    /** What either of the two lets through, within the limits of this one. The floor stays where it is. */
    public HtmlSanitizer and(HtmlSanitizer other) {
        return new HtmlSanitizer(rules.and(other.rules));
    }

    /** The safe form of the HTML, or why it is refused. */
    public Checked<SafeHtml, HtmlRefusal> sanitize(String html) {
        if (html.length() <= limits.characters() && InertText.isInert(html)) {
            return Checked.accepted(new SafeHtml(html, false));
        }
        try {
            String safe = safe(html);
            boolean same = safe.equals(html);
            return Checked.accepted(new SafeHtml(same ? html : safe, !same));
        } catch (LimitingPolicy.LimitReached reached) {
            return Checked.refused(reached.refusal());
        }
    }

    /**
     * The safe form of the HTML; the same instance where it is clean, for which nothing is allocated.
     *
     * @param otherwise what to show where a limit refuses it: HTML of your own, an empty text for example
     */
    public String sanitize(String html, String otherwise) {
        Objects.requireNonNull(otherwise, "otherwise");
        if (html.length() <= limits.characters() && InertText.isInert(html)) {
            return html;
        }
        try {
            String safe = safe(html);
            return safe.equals(html) ? html : safe;
        } catch (LimitingPolicy.LimitReached reached) {
            return otherwise;
        }
    }

    /** As {@link #sanitize(String)}, with what was removed and where. Costs about three times as much. */
    public Checked<HtmlReport, HtmlRefusal> report(String html) {
        Checked<SafeHtml, HtmlRefusal> checked = sanitize(html);
        if (!(checked instanceof Checked.Accepted<SafeHtml, HtmlRefusal> accepted)) {
            return Checked.refused(((Checked.Refused<SafeHtml, HtmlRefusal>) checked).reason());
        }
        SafeHtml safe = accepted.value();
        if (!safe.changed()) {
            return Checked.accepted(new HtmlReport(safe, List.of(), 0));
        }
        if (fixedPoint(pass(html, limits)) == null) {
            HtmlReport.Removal all = new HtmlReport.Removal(HtmlReport.Kind.EVERYTHING, "?", null, 0);
            return Checked.accepted(new HtmlReport(safe, List.of(all), 0));
        }
        TagOffsets found = TagOffsets.of(html, policy);
        return Checked.accepted(new HtmlReport(safe, found.removals(), found.more()));
    }

    private String safe(String html) {
        if (html.length() > limits.characters()) {
            throw new LimitingPolicy.LimitReached(HtmlRefusal.TOO_LARGE);
        }
        if (html.length() / 2 > limits.attributes() && AttributeCount.exceeds(html, limits.attributes())) {
            throw new LimitingPolicy.LimitReached(HtmlRefusal.TOO_MANY_ATTRIBUTES);
        }
        String fixed = fixedPoint(pass(html, limits));
        return fixed == null ? escaped(html) : fixed;
    }

    /** Repairs of one pass can be something to repair for the next; what does not settle is not trusted. */
    private @Nullable String fixedPoint(String once) {
        if (InertText.isInert(once) || Settled.isSettled(once)) {
            return once;
        }
        String twice = pass(once, null);
        if (twice.equals(once)) {
            return once;
        }
        return pass(twice, null).equals(twice) ? twice : null;
    }

    private String escaped(String html) {
        String encoded = Encode.html(html);
        if (encoded.length() > HtmlLimits.output(html.length())) {
            throw new LimitingPolicy.LimitReached(HtmlRefusal.EXPANDS);
        }
        String text = pass(encoded, null);
        return pass(text, null).equals(text) ? text : "";
    }

    private static HtmlStreamRenderer renderer(StringBuilder out) {
        return HtmlStreamRenderer.create(out, Handler.DO_NOTHING);
    }

    /** One pass of the library; with limits for what comes from outside. */
    String pass(String html, @Nullable HtmlLimits bounds) {
        StringBuilder out = new StringBuilder(html.length() + 64);
        org.owasp.html.HtmlSanitizer.Policy target = policy.apply(renderer(out));
        if (bounds != null) {
            target = new LimitingPolicy(target, bounds, out, HtmlLimits.output(html.length()));
        }
        org.owasp.html.HtmlSanitizer.sanitize(html, target);
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
