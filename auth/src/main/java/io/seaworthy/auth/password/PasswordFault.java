package io.seaworthy.auth.password;

import java.util.Locale;

/** Why a password was not accepted as a new one. */
public enum PasswordFault {
    TOO_SHORT("has too few characters"),
    TOO_LONG("has too many characters"),
    COMMON("is, or is made of, passwords that are tried first"),
    REPETITIVE("repeats itself"),
    SEQUENTIAL("is a run along the alphabet or the keyboard"),
    CONTEXT("is little more than the address or the name of the service"),
    BREACHED("is known from a data breach");

    private final String text;

    PasswordFault(String text) {
        this.text = text;
    }

    /** The machine-readable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to tell the user after "The password". */
    public String text() {
        return text;
    }
}
