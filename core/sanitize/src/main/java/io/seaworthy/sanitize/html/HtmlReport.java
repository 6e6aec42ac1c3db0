package io.seaworthy.sanitize.html;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was done to HTML: the result and what was removed on the way, in the input's order. Immutable.
 *
 * <p>It does not list comments, text inside removed raw-text elements, or repairs of nesting. What the parser takes for
 * attributes is listed as such: the words behind {@code a <b and c} are attributes of {@code b}.
 *
 * @param html the result, the same as without a report
 * @param removals at most {@value #MAX_REMOVALS}
 * @param more how many more there were
 */
public record HtmlReport(SafeHtml html, List<Removal> removals, int more) {

    /** Removals that are listed at most. */
    public static final int MAX_REMOVALS = 1_000;

    public HtmlReport {
        Objects.requireNonNull(html, "html");
        removals = List.copyOf(removals);
    }

    /** What is removed. */
    public enum Kind {
        /** A tag, and the text with it where that is raw text. */
        ELEMENT,
        /** One attribute; the tag stayed. */
        ATTRIBUTE,
        /** All markup: repairs did not settle, the input came out as escaped text. */
        EVERYTHING
    }

    /**
     * One removal.
     *
     * @param kind what it is
     * @param element the tag's name in lower case, {@code ?} where it is no plain name
     * @param attribute the attribute's name in lower case, null where it is no attribute
     * @param offset of the tag's {@code <} in UTF-16 units, -1 where the parser made the tag up
     */
    public record Removal(
            Kind kind, String element, @Nullable String attribute, int offset) {

        public Removal {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(element, "element");
        }
    }
}
