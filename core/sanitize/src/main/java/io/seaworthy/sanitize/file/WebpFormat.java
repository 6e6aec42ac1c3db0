package io.seaworthy.sanitize.file;

/**
 * WebP (RFC 9649): one RIFF of the length that it says, chunks that fill it, an image first, no picture larger than the
 * canvas. One use, one thread.
 */
final class WebpFormat extends Format {

    private static final int RIFF = 0x5249_4646;
    private static final int WEBP = 0x5745_4250;
    private static final int LOSSY = 0x5650_3820; // "VP8 "
    private static final int LOSSLESS = 0x5650_384c; // "VP8L"
    private static final int EXTENDED = 0x5650_3858; // "VP8X"
    private static final int FRAME = 0x414e_4d46; // "ANMF"
    private static final int FRAME_HEAD = 16;

    private final Frames frames;
    private final int[] data = new int[FRAME_HEAD];
    private long position;
    private long end = 12;
    private long chunkStart = 12;
    private long chunkEnd = 12;
    private long size;
    private long frameEnd;
    private long bits;
    private int type;
    private boolean first = true;

    WebpFormat(long maxPixels) {
        frames = new Frames(this, maxPixels);
    }

    @Override
    void accept(int value) {
        if (position >= 12 && position == end) {
            refuse(FileRefusal.TRAILING_DATA);
            return;
        }
        position++;
        bits = bits << 8 | value;
        if (position <= 12) {
            riff();
        } else {
            chunk(value);
        }
    }

    private void riff() {
        if (position == 4) {
            require((int) bits == RIFF);
        } else if (position == 8) {
            end = 8 + Integer.toUnsignedLong(Integer.reverseBytes((int) bits));
            require(end >= 20 && end % 2 == 0);
        } else if (position == 12) {
            require((int) bits == WEBP);
        }
    }

    private void chunk(int value) {
        if (position > chunkEnd) { // the one before is over
            chunkStart = chunkEnd;
            chunkEnd += 8;
        }
        long at = position - chunkStart;
        if (at == 4) {
            type = (int) bits;
            require(!first || type == LOSSY || type == LOSSLESS || type == EXTENDED);
            first = false;
        } else if (at == 8) {
            size = Integer.toUnsignedLong(Integer.reverseBytes((int) bits));
            begin();
        } else if (at > 8 && at <= 8 + FRAME_HEAD) {
            data[(int) at - 9] = value;
            picture((int) at - 8);
        }
        require(chunkEnd <= end);
    }

    /** What is in a frame are chunks again: they follow its head as they do a chunk, and have to end in it. */
    private void begin() {
        boolean frame = type == FRAME;
        long whole = chunkStart + 8 + size + (size & 1);
        require(whole <= (position < frameEnd ? frameEnd : end));
        require(size >= (frame ? FRAME_HEAD : type == EXTENDED || type == LOSSY ? 10 : type == LOSSLESS ? 5 : 0));
        require(!frame || position >= frameEnd);
        frameEnd = frame ? whole : frameEnd;
        chunkEnd = frame ? chunkStart + 8 + FRAME_HEAD : whole;
    }

    /** So many bytes of the chunk are there. */
    private void picture(int count) {
        if (type == EXTENDED && count == 10) {
            frames.canvas(u24(4) + 1, u24(7) + 1);
        } else if (type == FRAME && count == FRAME_HEAD) {
            frames.frame(2L * u24(0), 2L * u24(3), u24(6) + 1, u24(9) + 1);
        } else if (type == LOSSLESS && count == 5) {
            require(data[0] == 0x2f);
            long sizes = u24(1) | (long) data[4] << 24;
            image((sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1);
        } else if (type == LOSSY && count == 10) {
            require(data[3] == 0x9d && data[4] == 0x01 && data[5] == 0x2a);
            image((data[6] | data[7] << 8) & 0x3fff, (data[8] | data[9] << 8) & 0x3fff);
        }
    }

    private void image(long width, long height) {
        if (!frames.hasCanvas()) {
            frames.canvas(width, height);
        }
        frames.frame(0, 0, width, height);
    }

    private long u24(int at) {
        return data[at] | data[at + 1] << 8 | data[at + 2] << 16;
    }

    private void require(boolean condition) {
        if (!condition) {
            refuse(FileRefusal.MALFORMED);
        }
    }

    @Override
    boolean isComplete() {
        return position >= 20 && position == end && chunkEnd == end && frames.hasCanvas();
    }
}
