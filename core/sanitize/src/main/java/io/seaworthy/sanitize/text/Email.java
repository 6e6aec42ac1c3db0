package io.seaworthy.sanitize.text;

import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.sanitize.Checked;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address that mail can be sent to (RFC 5321): a dot-atom of at most 64 characters, {@code @}, a domain of at
 * least two labels, 254 characters in all, ASCII. In lower case, because nobody's mailbox differs from another's by case
 * and accounts must not either. Domains in other scripts come in their {@code xn--} form.
 *
 * <p>It does not say that the mailbox exists. Quoted local parts, comments and address literals are refused.
 *
 * <p>Immutable; equality is by address. {@code toString} hides the local part: an address is personal data.
 */
public final class Email {

    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

    private final String address;

    private Email(String address) {
        this.address = address;
    }

    /** The address in its normal form, or why the text is refused; white space at the ends is dropped. */
    public static Checked<Email, TextRefusal> parse(String text) {
        String address = text.strip();
        if (address.isEmpty()) {
            return Checked.refused(TextRefusal.EMPTY);
        }
        if (address.length() > 254) {
            return Checked.refused(TextRefusal.TOO_LONG);
        }
        int at = address.lastIndexOf('@');
        boolean valid = at >= 1 && at <= 64 && isLocal(address, at) && isDomain(address.substring(at + 1));
        return valid ? Checked.accepted(new Email(lower(address))) : Checked.refused(TextRefusal.NOT_AN_EMAIL);
    }

    private static boolean isLocal(String address, int end) {
        for (int i = 0; i < end; i++) {
            char c = address.charAt(i);
            boolean dot = c == '.' && i > 0 && i < end - 1 && address.charAt(i - 1) != '.';
            if (!dot && !isAlphanumeric(c) && ATOM.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String domain) {
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            boolean valid = !label.isEmpty()
                    && label.length() <= 63
                    && label.charAt(0) != '-'
                    && label.charAt(label.length() - 1) != '-'
                    && label.chars().allMatch(c -> c == '-' || isAlphanumeric((char) c));
            if (!valid) {
                return false;
            }
        }
        String top = labels[labels.length - 1];
        return labels.length >= 2 && top.length() >= 2 && !top.chars().allMatch(c -> Ascii.isDigit((char) c));
    }

    private static boolean isAlphanumeric(char c) {
        char lower = Ascii.toLower(c);
        return Ascii.isDigit(c) || (lower >= 'a' && lower <= 'z');
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(Ascii.toLower(text.charAt(i)));
        }
        return lower.toString();
    }

    /** The address. */
    public String address() {
        return address;
    }

    /** What is behind the {@code @}. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Email that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** The first character and the domain: {@code a***@example.com}. */
    @Override
    public String toString() {
        return address.charAt(0) + "***@" + domain();
    }
}
