package io.seaworthy.headers;

import io.seaworthy.kernel.HeaderEdits;

/**
 * One header of a profile.
 *
 * @param content the value
 * @param isDefault whether the application may override it
 */
record HeaderLine(HeaderValue content, boolean isDefault) {

    String field() {
        return content.field();
    }

    String text() {
        return content.value();
    }

    /** Fields that must not be sent over http: RFC 6797 section 7.2. */
    boolean secureOnly() {
        return content instanceof Hsts;
    }

    void addTo(HeaderEdits.Builder edits) {
        if (isDefault) {
            edits.defaultTo(field(), text());
        } else {
            edits.enforce(field(), text());
        }
    }
}
