package io.seaworthy.kernel;

/**
 * The largest body that a handler may read. A declared {@code Content-Length} above it is refused before the handler
 * runs; a body that turns out longer fails the read with {@link BodyTooLargeException}, which ends as a 413.
 *
 * @param bytes the limit in bytes; 0 permits no body at all
 */
public record BodyLimit(long bytes) {

    public BodyLimit {
        if (bytes < 0) {
            throw new IllegalArgumentException("A body limit is 0 bytes or more, not " + bytes);
        }
    }

    public static BodyLimit ofBytes(long bytes) {
        return new BodyLimit(bytes);
    }

    public static BodyLimit ofKibibytes(long kibibytes) {
        return new BodyLimit(Math.multiplyExact(kibibytes, 1024L));
    }

    public static BodyLimit ofMebibytes(long mebibytes) {
        return new BodyLimit(Math.multiplyExact(mebibytes, 1024L * 1024));
    }
}
