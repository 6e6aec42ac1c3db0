package io.seaworthy.sanitize.file;

/** WebP (RFC 9649): one RIFF of the length that it says, chunks that fill it, an image first. */
final class WebpFormat extends Format {

    private long position;
    private long end = 12;
    private long chunkEnd = 12;
    private long bits;
    private int type;
    private boolean first = true;

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
            chunk();
        }
    }

    private void riff() {
        if (position == 4 && (int) bits != 0x5249_4646) {
            refuse(FileRefusal.MALFORMED);
        } else if (position == 8) {
            end = 8 + Integer.toUnsignedLong(Integer.reverseBytes((int) bits));
            if (end < 20 || end % 2 != 0) {
                refuse(FileRefusal.MALFORMED);
            }
        } else if (position == 12 && (int) bits != 0x5745_4250) {
            refuse(FileRefusal.MALFORMED);
        }
    }

    private void chunk() {
        if (position == chunkEnd + 4) {
            type = (int) bits;
            // "VP8 ", "VP8L", "VP8X"
            if (first && type != 0x5650_3820 && type != 0x5650_384c && type != 0x5650_3858) {
                refuse(FileRefusal.MALFORMED);
            }
            first = false;
        } else if (position == chunkEnd + 8) {
            long size = Integer.toUnsignedLong(Integer.reverseBytes((int) bits));
            chunkEnd = position + size + (size & 1);
            if (size == 0) {
                return;
            }
        }
        if (chunkEnd > end) {
            refuse(FileRefusal.MALFORMED);
        }
    }

    @Override
    boolean isComplete() {
        return position >= 20 && position == end && chunkEnd == end;
    }
}
