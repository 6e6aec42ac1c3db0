package io.seaworthy.kernel.http;

/** With which requests of other sites a cookie is sent (RFC 6265bis section 5.6.7). */
public enum SameSite {
    /** With none. */
    STRICT("Strict"),
    /** With top-level navigation by a safe method. Unlike a cookie without the attribute, never with a POST. */
    LAX("Lax"),
    /** With all of them. */
    NONE("None");

    final String attribute;

    SameSite(String attribute) {
        this.attribute = attribute;
    }
}
