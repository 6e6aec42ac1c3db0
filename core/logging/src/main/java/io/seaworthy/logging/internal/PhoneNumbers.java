package io.seaworthy.logging.internal;

/**
 * Finds telephone numbers with their country code (E.164): a plus, then 8 to 15 digits, in groups with blanks, dashes,
 * dots and brackets or without. Numbers without a plus cannot be told from other numbers. Stateless.
 */
final class PhoneNumbers {

    private PhoneNumbers() {}

    /** The end of the number that begins with this plus sign, or -1. */
    static int end(CharSequence text, int plus) {
        if (plus > 0 && Characters.isWord(text.charAt(plus - 1))) {
            return -1;
        }
        int digits = 0;
        int end = -1;
        int gap = 0;
        int at = plus + 1;
        while (at < text.length() && digits <= 15 && gap <= 2) {
            char c = text.charAt(at++);
            if (Characters.isDigit(c)) {
                digits++;
                gap = 0;
                end = at;
            } else if (digits > 0 && " -.()/".indexOf(c) >= 0) {
                gap++;
            } else {
                break;
            }
        }
        boolean sound = digits >= 8 && digits <= 15 && text.charAt(plus + 1) != '0';
        return sound && (end == text.length() || !Characters.isWord(text.charAt(end))) ? end : -1;
    }
}
