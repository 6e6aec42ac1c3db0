package io.seaworthy.kernel.http;

/** The grammar of header fields (RFC 9110 sections 5.1, 5.5, 5.6.2). Stateless. */
public final class HeaderSyntax {

    private HeaderSyntax() {}

    /** Whether the text is a token: one or more tchar. */
    public static boolean isToken(CharSequence text) {
        int length = text.length();
        if (length == 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isTchar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** tchar of RFC 9110 section 5.6.2. */
    public static boolean isTchar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** Whether the text may be sent as a field value: no control characters but a tab, no surrounding blanks, ASCII. */
    public static boolean isValue(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || c >= 0x7f) {
                return false;
            }
        }
        return length == 0 || (!isBlank(text.charAt(0)) && !isBlank(text.charAt(length - 1)));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Throws {@link IllegalArgumentException} unless the text is a field name. */
    public static String requireName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("A header name is a token (RFC 9110 section 5.1); this one is not");
        }
        return name;
    }

    /** Throws {@link IllegalArgumentException} unless the text may be sent as the value of the named field. */
    public static String requireValue(String name, String value) {
        if (!isValue(value)) {
            throw new IllegalArgumentException("The value of " + name
                    + " must be printable ASCII without surrounding blanks (RFC 9110 section 5.5); this one is not");
        }
        return value;
    }
}
