package io.seaworthy.kernel.internal;

import java.util.Locale;
import java.util.Objects;

/**
 * Why bytes are not acceptable JSON, and where. Checked, because the text usually comes from a client and must end as a
 * 400; without a stack trace, because a client can cause any number of them. It quotes nothing of the text.
 */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1;

    /** The kinds of fault. */
    public enum Reason {
        /** Not the grammar of RFC 8259. */
        SYNTAX,
        /** The text ends inside a value, or holds none. */
        UNEXPECTED_END,
        /** A second value or any other byte but white space after the value. */
        TRAILING_DATA,
        /** Bytes that are not well-formed UTF-8. */
        MALFORMED_UTF8,
        /** An escape for half of a surrogate pair. */
        LONE_SURROGATE,
        /** One object has two members of the same name. */
        DUPLICATE_NAME,
        /** A value of another kind where an object is required. */
        NOT_AN_OBJECT,
        /** More bytes than {@link JsonLimits#maxBytes()}. */
        TOO_LARGE,
        /** Deeper than {@link JsonLimits#maxDepth()}. */
        TOO_DEEP,
        /** A string longer than {@link JsonLimits#maxString()}. */
        STRING_TOO_LONG,
        /** More digits than {@link JsonLimits#maxDigits()}, or an exponent beyond 400. */
        NUMBER_TOO_LARGE,
        /** More members and elements than {@link JsonLimits#maxMembers()}. */
        TOO_MANY_MEMBERS;

        /** The machine-readable code: the name in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;
    private final int offset;

    public JsonException(Reason reason, int offset) {
        super("JSON refused: " + reason.code() + " at byte " + offset, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.offset = offset;
    }

    public Reason reason() {
        return reason;
    }

    /** The position in bytes at which the fault was noticed. */
    public int offset() {
        return offset;
    }
}
