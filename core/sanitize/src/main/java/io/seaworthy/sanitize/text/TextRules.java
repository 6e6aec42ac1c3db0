package io.seaworthy.sanitize.text;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What one line of text from a person may hold. Stateless. */
final class TextRules {

    private static final int MAX_MARKS = 8;

    private TextRules() {}

    /** The text in normalisation form C without white space at its ends, or the reason against it. */
    static Object line(String text, int maxCodePoints) {
        // Longer than any form of it can shrink to: refuse before working on it.
        if (text.length() > 8L * maxCodePoints + 64) {
            return TextRefusal.TOO_LONG;
        }
        TextRefusal refusal = refusal(text);
        if (refusal != null) {
            return refusal;
        }
        String line = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (line.isEmpty()) {
            return TextRefusal.EMPTY;
        }
        return line.codePointCount(0, line.length()) > maxCodePoints ? TextRefusal.TOO_LONG : line;
    }

    private static @Nullable TextRefusal refusal(String text) {
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            TextRefusal refusal = refusal(text, i, c);
            if (refusal != null) {
                return refusal;
            }
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
            marks = mark ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                return TextRefusal.TOO_MANY_MARKS;
            }
            i += Character.charCount(c);
        }
        return null;
    }

    private static @Nullable TextRefusal refusal(String text, int i, int c) {
        if (c >= ' ' && c < 0x7f) {
            return null;
        }
        if (UnicodeText.isBidiControl(c)) {
            return TextRefusal.BIDI_CONTROL;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                TextRefusal.CONTROL_CHARACTER;
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> TextRefusal.NOT_A_CHARACTER;
            case Character.FORMAT -> isJoinerInside(text, i, c) ? null : TextRefusal.INVISIBLE_CHARACTER;
            default -> UnicodeText.isInvisibleAt(text, i) ? TextRefusal.INVISIBLE_CHARACTER : null;
        };
    }

    /** Indic scripts, Persian and emoji join and part letters with U+200C and U+200D; between spaces and Latin nobody does. */
    private static boolean isJoinerInside(String text, int i, int c) {
        if (c != 0x200c && c != 0x200d) {
            return false;
        }
        return i > 0 && i + 1 < text.length() && text.codePointBefore(i) > 0x2ff && text.codePointAt(i + 1) > 0x2ff;
    }
}
