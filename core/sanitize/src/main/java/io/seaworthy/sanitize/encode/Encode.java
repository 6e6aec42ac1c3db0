package io.seaworthy.sanitize.encode;

import java.math.BigDecimal;

/**
 * Text for a place in another language, so that it is read there as text. One method for each place; the wrong method is
 * as bad as none. A text that needs no change comes back as the same instance.
 *
 * <p>No method decodes first, none removes what looks dangerous: every text goes through and means the same at the other
 * end, except characters that the language cannot hold, which become U+FFFD. There is no general escape for SQL because
 * there is no safe one: use parameters, and {@link SqlIdentifiers} for names.
 *
 * <p>Stateless, thread-safe.
 */
public final class Encode {

    private Encode() {}

    /** Between tags of HTML: {@code <p>HERE</p>}, and in attributes with quotes. Not in script or style elements. */
    public static String html(String text) {
        return MarkupEscaper.HTML.apply(text);
    }

    /**
     * In an attribute of HTML, also one whose quotes somebody forgot. Not for URLs (check the scheme first), not in event
     * handlers ({@link #jsString} first, then this).
     */
    public static String htmlAttribute(String text) {
        return MarkupEscaper.ATTRIBUTE.apply(text);
    }

    /** In a quoted string of JavaScript, template literals included, in a script or an event handler. */
    public static String jsString(String text) {
        return ScriptEscaper.STRING.apply(text);
    }

    /**
     * A whole JSON text inside a script element of HTML. The result is JSON of the same value. The text has to be JSON
     * already: this does not quote.
     */
    public static String jsonInHtml(String json) {
        return ScriptEscaper.JSON.apply(json);
    }

    /** In a quoted string of CSS. Not for names, properties or URLs. */
    public static String cssString(String text) {
        return CssEscaper.STRING.apply(text);
    }

    /** One component of a URI: a path segment, a query name or value. Not a whole URL. */
    public static String uriComponent(String text) {
        return UriEscaper.COMPONENT.apply(text);
    }

    /** Text and quoted attributes of XML 1.0. */
    public static String xml(String text) {
        return MarkupEscaper.XML.apply(text);
    }

    /** Part of a line of a plain-text log. It cannot end the line, move the cursor or reorder what is shown. */
    public static String logLine(String text) {
        return LogEscaper.LINE.apply(text);
    }

    /**
     * A cell of a CSV file, quoted where needed. What a spreadsheet would take for a formula gets an apostrophe in front,
     * which stays in the data. Numbers go through {@link #csvCell(BigDecimal)}, so that {@code -1} remains one.
     */
    public static String csvCell(String text) {
        return CsvCell.text(text);
    }

    /** A number as a cell of a CSV file; with an exponent where it has more than 300 digits without one. */
    public static String csvCell(BigDecimal number) {
        // Thirteen characters can stand for a number of two thousand million digits.
        return Math.abs((long) number.scale()) > 300 ? number.toString() : number.toPlainString();
    }

    /** A number as a cell of a CSV file. */
    public static String csvCell(long number) {
        return Long.toString(number);
    }

    /**
     * Literal text in the pattern of an SQL {@code LIKE}; the statement says {@code ESCAPE} with the same character. The
     * result still goes in as a parameter. SQL Server also knows brackets: {@link #likePatternSqlServer}.
     *
     * @param escape for example {@code '!'}; none of {@code % _ [} and no letter, digit or surrogate
     */
    public static String likePattern(String text, char escape) {
        return like(text, escape, "%_");
    }

    /** As {@link #likePattern} for SQL Server, where {@code [} begins a set of characters. */
    public static String likePatternSqlServer(String text, char escape) {
        return like(text, escape, "%_[");
    }

    private static String like(String text, char escape, String special) {
        if ("%_[]".indexOf(escape) >= 0 || Character.isLetterOrDigit(escape) || Character.isSurrogate(escape)) {
            throw new IllegalArgumentException("Choose an escape character that means nothing in a pattern: !");
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == escape || special.indexOf(c) >= 0) {
                out.append(escape);
            }
            out.append(c);
        }
        return out.length() == text.length() ? text : out.toString();
    }

    /** A value in an LDAP search filter. */
    public static String ldapFilter(String text) {
        return LdapEscaper.FILTER.apply(text);
    }
}
