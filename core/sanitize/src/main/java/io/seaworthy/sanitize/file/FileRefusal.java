package io.seaworthy.sanitize.file;

import io.seaworthy.sanitize.Refusal;

/** Why a file is refused. */
public enum FileRefusal implements Refusal {
    /** No byte. */
    EMPTY,
    /** More bytes than the limit. */
    TOO_LARGE,
    /** A type that is not among those allowed, or none that is known. */
    UNSUPPORTED_TYPE,
    /** An archive or a compressed file. */
    ARCHIVE,
    /** A program, a script or a library. */
    EXECUTABLE,
    /** HTML, SVG, XML or a page's script. */
    MARKUP,
    /** It begins as an allowed type and holds another one as well. */
    POLYGLOT,
    /** Something follows the end of the file's own format. */
    TRAILING_DATA,
    /** It breaks the rules of its own format. */
    MALFORMED,
    /** A document with scripts, programs to start or files inside. */
    ACTIVE_CONTENT,
    /** An image with more pixels than the limit, or an animation with more of them in all. */
    TOO_MANY_PIXELS,
    /** The name's extension belongs to another type than the content. */
    TYPE_MISMATCH,
    /** The name is empty. */
    NAME_EMPTY,
    /** The name has more than 255 bytes of UTF-8. */
    NAME_TOO_LONG,
    /** The name holds a control character or is no Unicode text. */
    NAME_CONTROL_CHARACTER,
    /** The name holds a separator of directories, or what some system turns into one. */
    NAME_SEPARATOR,
    /** The name is a step to another directory. */
    NAME_TRAVERSAL,
    /** The name begins with a dot. */
    NAME_HIDDEN,
    /** The name is a device on Windows, with any extension. */
    NAME_RESERVED,
    /** The name holds a character that means something to a file system, or begins with a hyphen. */
    NAME_ILLEGAL_CHARACTER,
    /** The name holds percent escapes, which somebody may decode later. */
    NAME_ESCAPE,
    /** The name ends in a dot or begins or ends in a space, which Windows drops. */
    NAME_TRIMMED,
    /** The name holds characters that reorder the text or that nobody sees. */
    NAME_DECEPTIVE,
    /** One of the name's extensions is known as one of a program or a page. */
    NAME_EXTENSION;

    /** Whether the answer is 415: the type is the matter, not the file. */
    public boolean isType() {
        return switch (this) {
            case UNSUPPORTED_TYPE, ARCHIVE, EXECUTABLE, MARKUP -> true;
            default -> false;
        };
    }

    /** The answer's status: 413, 415 or 422. */
    public int status() {
        return this == TOO_LARGE ? 413 : isType() ? 415 : 422;
    }
}
