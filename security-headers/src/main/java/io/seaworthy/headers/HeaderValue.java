package io.seaworthy.headers;

import java.util.List;

/** A response header whose value was checked when it was made. */
interface HeaderValue {

    /** The field's name. */
    String field();

    /** The field's value, ready to be sent. */
    String value();

    /** What makes this value weaker than the recommended one, each as a sentence; shown in the readiness report. */
    default List<String> weaknesses() {
        return List.of();
    }
}
