package io.seaworthy.logging.internal;

/** Finds private keys in PEM. Stateless. */
final class PrivateKeys {

    private static final int MAX_LABEL = 40;

    private PrivateKeys() {}

    /** The end of the key that begins here, or of the text where it is cut, or -1. */
    static int end(Text text, int at) {
        if (!text.startsWith("-----BEGIN ", at)) {
            return -1;
        }
        int label = at + 11;
        while (!text.startsWith("PRIVATE KEY", label)) {
            if (++label > at + MAX_LABEL) {
                return -1;
            }
        }
        int end = text.indexOf("-----END ", label);
        int close = end < 0 ? -1 : text.indexOf("-----", end + 9);
        return close < 0 ? text.length() : close + 5;
    }
}
