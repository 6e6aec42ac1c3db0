package io.seaworthy.logging;

/** The kinds of what a {@link Redactor} takes out. */
public enum Finding {
    /** A payment card's number. */
    CARD("card", true),
    /** An International Bank Account Number. */
    IBAN("iban", true),
    /** An e-mail address. */
    EMAIL("email", true),
    /** A telephone number. */
    PHONE("phone", true),
    /** A JSON Web Token. */
    JWT("jwt", false),
    /** A key or token that is known by its prefix. */
    TOKEN("token", false),
    /** What an {@code Authorization} field or a URL carries. */
    CREDENTIALS("credentials", false),
    /** A private key. */
    KEY("key", false);

    private final String code;
    private final boolean personal;

    Finding(String code, boolean personal) {
        this.code = code;
        this.personal = personal;
    }

    /** The word that stands in the mask. */
    public String code() {
        return code;
    }

    /** Whether it is about a person, so that a pseudonym may take its place; what is not is a secret. */
    public boolean isPersonal() {
        return personal;
    }
}
