package io.seaworthy.sanitize.data;

import io.seaworthy.sanitize.Refusal;

/** Why JSON does not reach a parser. */
public enum JsonRefusal implements Refusal {
    /** More bytes than the limit. */
    TOO_LARGE,
    /** Objects and arrays nested deeper than the limit. */
    TOO_DEEP,
    /** More names than the limit, over all objects. */
    TOO_MANY_NAMES,
    /** A name of more bytes than the limit. */
    NAME_TOO_LONG,
    /** A string of more bytes than the limit. */
    STRING_TOO_LONG,
    /** A number of more characters than the limit, or an exponent of more than three digits. */
    NUMBER_TOO_LONG,
    /** A name twice in one object, however it is escaped: parsers disagree on which one counts. */
    DUPLICATE_NAME,
    /** No JSON text of RFC 8259 in well-formed UTF-8, or half a surrogate pair in an escape. */
    MALFORMED
}
