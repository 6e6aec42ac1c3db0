package io.seaworthy.protection;

/** The characters of names and ids. Stateless. */
final class Syntax {

    static final int MAX_NAME = 64;
    static final int MAX_ID = 128;

    private Syntax() {}

    /** Lower-case letters, digits, dot, underscore, hyphen. */
    static boolean isName(String text) {
        return text.length() <= MAX_NAME && !text.isEmpty() && text.chars().allMatch(Syntax::isNameCharacter);
    }

    /** Letters, digits and {@code . _ - ~ : /}; no {@code @}, so no e-mail address. */
    static boolean isId(String text) {
        return text.length() <= MAX_ID
                && !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c -> isNameCharacter(c) || (c >= 'A' && c <= 'Z') || c == '~' || c == ':' || c == '/');
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    }
}
