package io.seaworthy.sanitize.text;

import io.seaworthy.sanitize.Refusal;

/** Why a text is refused. */
public enum TextRefusal implements Refusal {
    /** Nothing but white space. */
    EMPTY,
    /** More code points than the limit. */
    TOO_LONG,
    /** A control character, a line end among them. */
    CONTROL_CHARACTER,
    /** A character that reorders the text around it (Unicode's bidirectional controls). */
    BIDI_CONTROL,
    /** A character that nobody sees: zero width, tags, fillers. */
    INVISIBLE_CHARACTER,
    /** Half a surrogate pair, or a code point that is no character or for private use. */
    NOT_A_CHARACTER,
    /** More combining marks in a row than any language writes. */
    TOO_MANY_MARKS,
    /** No e-mail address. */
    NOT_AN_EMAIL,
    /** No words of letters and digits with hyphens between. */
    NOT_A_SLUG,
    /** Too short for a request id, or a character that ids do not have. */
    NOT_A_REQUEST_ID,
    /** No international telephone number. */
    NOT_A_PHONE_NUMBER
}
