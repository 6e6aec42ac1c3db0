package io.seaworthy.sanitize.file;

import org.jspecify.annotations.Nullable;

/** Follows one file's own format from its first byte to its last, in constant memory. One use, one thread. */
abstract class Format {

    private @Nullable FileRefusal refusal;

    /** The next byte, 0 to 255. Not called once there is a refusal. */
    abstract void accept(int value);

    /** Whether the format has come to its end. */
    abstract boolean isComplete();

    final void refuse(FileRefusal reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    final @Nullable FileRefusal refusal() {
        return refusal;
    }

    /** An image of this size; the product of two 32-bit numbers fits a long. */
    final void requirePixels(long width, long height, long max) {
        if (width < 1 || height < 1) {
            refuse(FileRefusal.MALFORMED);
        } else if (width * height > max) {
            refuse(FileRefusal.TOO_MANY_PIXELS);
        }
    }

    static Format of(FileType type, long maxPixels) {
        return switch (type) {
            case PNG -> new PngFormat(maxPixels);
            case JPEG -> new JpegFormat(maxPixels);
            case GIF -> new GifFormat(maxPixels);
            case WEBP -> new WebpFormat(maxPixels);
            case PDF -> new PdfFormat();
            case TEXT -> new TextFormat();
        };
    }
}
