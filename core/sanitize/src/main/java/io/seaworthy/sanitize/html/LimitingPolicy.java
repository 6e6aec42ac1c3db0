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
    private final StringBuilder out;
    private final long maxOutput;
    private int depth;
    private int tags;
    private int attributes;

    /** Looks at the builder that the policy writes to. */
    LimitingPolicy(HtmlSanitizer.Policy policy, HtmlLimits limits, StringBuilder out, long maxOutput) {
        this.policy = policy;
        this.limits = limits;
        this.out = out;
        this.maxOutput = maxOutput;
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
        requireRoom(0);
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
        requireRoom(textChunk.length() < 1_000 ? 0 : written(textChunk));
        policy.text(textChunk);
    }

    private void requireRoom(long more) {
        if (out.length() + more > maxOutput) {
            throw new LimitReached(HtmlRefusal.EXPANDS);
        }
    }

    /** At most this many characters are written for the text: a whole document can be one chunk. */
    private static long written(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c == '{' ? 9 : "&<>\"'`+=@".indexOf(c) >= 0 || Character.isSurrogate(c) ? 5 : 1;
        }
        return length;
    }
}
