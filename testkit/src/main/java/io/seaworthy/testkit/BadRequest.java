package io.seaworthy.testkit;

/** Malformed and ambiguous requests, byte for byte, with the clause that they break. */
public enum BadRequest {
    /** RFC 9112 section 3.2: HTTP/1.1 without Host. */
    MISSING_HOST("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3.2: more than one Host line. */
    TWO_HOSTS("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3.2: a Host that is no host. */
    INVALID_HOST("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"),
    /** RFC 9110 section 7.2: Host carries no user information. */
    HOST_WITH_USER_INFO("GET / HTTP/1.1\r\nHost: user@a\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3: no version. */
    NO_VERSION("GET /\r\nHost: a\r\n\r\n"),
    /** RFC 9112 section 3: no target. */
    NO_TARGET("GET HTTP/1.1\r\nHost: a\r\n\r\n"),
    /** RFC 9112 section 2.3: not a version. */
    BAD_VERSION("GET / HTTQ/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 9110 section 9.1: a method is a token. */
    BAD_METHOD("G<E>T / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3.2: not a URI. */
    BAD_TARGET("GET /a^|b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 3986 section 2.1: an incomplete percent-encoding. */
    BAD_PERCENT("GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3.2: a fragment is no part of a target. */
    FRAGMENT_IN_TARGET("GET /a#b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3.2.1: neither origin form nor an authority; URI parsers disagree about the path. */
    DOUBLE_SLASH_TARGET("GET //evil/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 3.2.2: the authority of an absolute form has to be that of Host. */
    ABSOLUTE_FORM_OTHER_HOST("GET http://evil/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 5.2: obsolete line folding. */
    FOLDED_HEADER("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 5.1: no blank between a name and its colon. */
    BLANK_BEFORE_COLON("GET / HTTP/1.1\r\nHost: a\r\nX-A : b\r\nConnection: close\r\n\r\n"),
    /** RFC 9110 section 5.1: a name is a token. */
    BAD_HEADER_NAME("GET / HTTP/1.1\r\nHost: a\r\nX(A): b\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 5: a line without a colon. */
    NO_COLON("GET / HTTP/1.1\r\nHost: a\r\nX-A\r\nConnection: close\r\n\r\n"),
    /** RFC 9110 section 5.5: NUL in a value. */
    NUL_IN_VALUE("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 2.2: CR without LF in a value. */
    BARE_CR_IN_VALUE("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\rc\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 2.2: a lone CR that a lax parser takes for the end of a line, and what follows for a header. */
    BARE_CR_AS_LINE_END("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\rX-B: c\r\nConnection: close\r\n\r\n"),
    /** RFC 9110 section 5.5: ESC in a value. */
    CONTROL_IN_VALUE("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\u001bc\r\nConnection: close\r\n\r\n"),
    /** RFC 9110 section 5.5: DEL in a value. */
    DEL_IN_VALUE("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\u007fc\r\nConnection: close\r\n\r\n"),
    /** A field section of 600 kB, above every server's limit. */
    OVERSIZE_HEADER("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + "a".repeat(600_000) + "\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 6.1: Transfer-Encoding beside Content-Length, the classic of request smuggling. */
    TRANSFER_ENCODING_AND_LENGTH(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
    /** RFC 9112 section 6.1: a coding that nobody knows. */
    UNKNOWN_TRANSFER_ENCODING("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 6.3: chunked is not last. */
    CHUNKED_NOT_LAST("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\nConnection: close\r\n\r\n"),
    /** RFC 9112 section 6.1: HTTP/1.0 has no Transfer-Encoding. */
    CHUNKED_IN_HTTP_1_0("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    /** RFC 9112 section 6.3: two lengths that differ. */
    TWO_LENGTHS("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"),
    /** RFC 9110 section 8.6: a length is digits. */
    SIGNED_LENGTH("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\nConnection: close\r\n\r\na"),
    /** RFC 9110 section 8.6: a length is digits. */
    NEGATIVE_LENGTH("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\nConnection: close\r\n\r\na"),
    /** RFC 9110 section 8.6: a length that no integer holds. */
    HUGE_LENGTH("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\nConnection: close\r\n\r\na"),
    /** RFC 9112 section 7.1: a chunk's size is hexadecimal. */
    BAD_CHUNK_SIZE(chunked("zz\r\nhello\r\n0\r\n\r\n")),
    /** RFC 9112 section 7.1: a chunk's size has no sign. */
    NEGATIVE_CHUNK_SIZE(chunked("-5\r\nhello\r\n0\r\n\r\n")),
    /** RFC 9112 section 7.1: a chunk has a size. */
    EMPTY_CHUNK_SIZE(chunked("\r\n\r\n")),
    /** RFC 9112 section 7.1: a size that no integer holds. */
    HUGE_CHUNK_SIZE(chunked("7fffffffffffffffff\r\nhello\r\n0\r\n\r\n")),
    /** RFC 9112 section 7.1: four gigabytes and five bytes, of which a careless parser sees five; then the end. */
    WRAPPING_CHUNK_SIZE(chunked("100000005\r\nhello\r\n0\r\n\r\n")),
    /** RFC 9112 section 7.1: a chunk is longer than its size. */
    NO_END_OF_CHUNK(chunked("5\r\nhelloXX0\r\n\r\n")),
    /** RFC 9112 section 7.1: LF alone ends no line of the framing. */
    LF_AFTER_CHUNK_SIZE(chunked("5\nhello\r\n0\r\n\r\n"));

    private final String bytes;

    BadRequest(String bytes) {
        this.bytes = bytes;
    }

    private static String chunked(String chunks) {
        return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks;
    }

    /** The request, a character per byte. */
    public String bytes() {
        return bytes;
    }
}
