package io.seaworthy.sanitize.file;

/**
 * The pictures of an animation: each within the canvas, all of them together no more than ten times the largest canvas that
 * is allowed. One use, one thread.
 */
final class Frames {

    private static final long TIMES = 10;

    private final Format format;
    private final long maxPixels;
    private long width;
    private long height;
    private long pixels;

    Frames(Format format, long maxPixels) {
        this.format = format;
        this.maxPixels = maxPixels;
    }

    void canvas(long canvasWidth, long canvasHeight) {
        format.requirePixels(canvasWidth, canvasHeight, maxPixels);
        width = canvasWidth;
        height = canvasHeight;
    }

    boolean hasCanvas() {
        return width > 0;
    }

    void frame(long left, long top, long frameWidth, long frameHeight) {
        format.requirePixels(frameWidth, frameHeight, maxPixels);
        if (left + frameWidth > width || top + frameHeight > height) {
            format.refuse(FileRefusal.MALFORMED);
        }
        pixels += frameWidth * frameHeight;
        if (pixels > TIMES * maxPixels) {
            format.refuse(FileRefusal.TOO_MANY_PIXELS);
        }
    }
}
