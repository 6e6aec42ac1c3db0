package io.seaworthy.kernel.http;

/** What makes a request path one that two programs may understand differently. */
enum PathFault {
    NOT_ABSOLUTE("The request target is not an absolute path"),
    TOO_LONG("The path is too long"),
    ILLEGAL_CHARACTER("The path holds a character that a URI must not hold"),
    BACKSLASH("The path holds a backslash"),
    NOT_ASCII("The path holds characters that are not percent-encoded"),
    BAD_ENCODING("The path is not percent-encoded UTF-8"),
    DOUBLE_ENCODING("The path is percent-encoded twice"),
    ENCODED_SEPARATOR("The path holds an encoded slash or backslash"),
    ENCODED_CONTROL("The path holds an encoded control character"),
    DOT_SEGMENT("The path holds a dot segment"),
    EMPTY_SEGMENT("The path holds an empty segment"),
    PATH_PARAMETER("The path holds a parameter");

    final String title;

    PathFault(String title) {
        this.title = title;
    }
}
