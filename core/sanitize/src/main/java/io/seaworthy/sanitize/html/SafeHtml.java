package io.seaworthy.sanitize.html;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HTML that a {@link HtmlSanitizer} let through: good between tags of an HTML page, and nowhere else (not in attributes,
 * scripts, mail subjects or JSON that is not escaped). Immutable; equality is by text.
 */
public final class SafeHtml {

    private final String html;
    private final boolean changed;

    SafeHtml(String html, boolean changed) {
        this.html = Objects.requireNonNull(html, "html");
        this.changed = changed;
    }

    /** The text; the same instance as the input where that was clean. */
    public String html() {
        return html;
    }

    /** Whether it differs from the input, be it by one character reference. */
    public boolean changed() {
        return changed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SafeHtml that && html.equals(that.html);
    }

    @Override
    public int hashCode() {
        return html.hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return html;
    }
}
