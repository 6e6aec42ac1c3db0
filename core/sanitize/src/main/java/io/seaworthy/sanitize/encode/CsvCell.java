package io.seaworthy.sanitize.encode;

import io.seaworthy.sanitize.text.UnicodeText;

/**
 * A cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula, not even one that drops what nobody sees: white
 * space, controls, a byte order mark. Stateless.
 */
final class CsvCell {

    /** Full-width twins count too: some programs fold them. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final String QUOTED = "\",;|\t\r\n'";

    private CsvCell() {}

    static String text(String text) {
        boolean formula = startsFormula(text);
        if (!formula && !needsQuotes(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8).append('"');
        if (formula) {
            out.append('\'');
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                out.append(Escaper.REPLACEMENT); // some readers end the file here
            } else {
                out.append(c);
            }
            if (c == '"') {
                out.append('"');
            }
        }
        return out.append('"').toString();
    }

    private static boolean startsFormula(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (FORMULA.indexOf(c) >= 0) {
                return true;
            }
            if (!isDropped(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    private static boolean isDropped(int c) {
        return c <= ' ' || Character.isSpaceChar(c) || Character.isISOControl(c) || UnicodeText.isInvisible(c);
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || QUOTED.indexOf(c) >= 0) {
                return true;
            }
        }
        return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
    }
}
