package io.seaworthy.sanitize.html;

import java.util.List;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlTextEscapingMode;

/** Counts what passes into a policy, and stops the parser at the first limit. One use, one thread. */
final class LimitingPolicy implements HtmlSanitizer.Policy {

    /** Leaves the sanitizer's parser; never leaves this package. */
    static final class LimitReached extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final HtmlRefusal refusal;

        LimitReached(HtmlRefusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }

        HtmlRefusal refusal() {
            return refusal;
        }
    }

    private final HtmlSanitizer.Policy policy;
    private final HtmlLimits limits;
    private int depth;
    private int tags;
    private int attributes;

    LimitingPolicy(HtmlSanitizer.Policy policy, HtmlLimits limits) {
        this.policy = policy;
        this.limits = limits;
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
    public void openTag(String elementName, List<String> attrs) {
        attributes += attrs.size() / 2; // names and values take turns
        if (++tags > limits.tags()) {
            throw new LimitReached(HtmlRefusal.TOO_MANY_TAGS);
        }
        if (attributes > limits.attributes()) {
            throw new LimitReached(HtmlRefusal.TOO_MANY_ATTRIBUTES);
        }
        if (!HtmlTextEscapingMode.isVoidElement(elementName) && ++depth > limits.depth()) {
            throw new LimitReached(HtmlRefusal.TOO_DEEP);
        }
        policy.openTag(elementName, attrs);
    }

    @Override
    public void closeTag(String elementName) {
        if (!HtmlTextEscapingMode.isVoidElement(elementName)) {
            depth--;
        }
        policy.closeTag(elementName);
    }

    @Override
    public void text(String textChunk) {
        policy.text(textChunk);
    }
}
