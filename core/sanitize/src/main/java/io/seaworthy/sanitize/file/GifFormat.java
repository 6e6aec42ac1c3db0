package io.seaworthy.sanitize.file;

/**
 * GIF87a and GIF89a: screen, colour table, extensions and images in sub-blocks, trailer. Images lie within the screen, which
 * decoders do not see to: they make room for what an image says of itself.
 */
final class GifFormat extends Format {

    private enum Part {
        HEADER,
        BLOCK,
        LABEL,
        IMAGE,
        SKIP,
        CODE_SIZE,
        SUB_BLOCKS,
        END
    }

    private final int[] header = new int[13];
    private final int[] place = new int[9];
    private final Frames frames;
    private Part part = Part.HEADER;
    private Part afterSkip = Part.BLOCK;
    private int count;
    private int skip;
    private boolean image;

    GifFormat(long maxPixels) {
        frames = new Frames(this, maxPixels);
    }

    @Override
    void accept(int value) {
        switch (part) {
            case HEADER -> header(value);
            case BLOCK -> block(value);
            case LABEL -> part = Part.SUB_BLOCKS;
            case IMAGE -> {
                place[count++] = value;
                if (count == 9) {
                    frames.frame(u16(place, 0), u16(place, 2), u16(place, 4), u16(place, 6));
                    table(value, Part.CODE_SIZE);
                }
            }
            case CODE_SIZE -> {
                image = true;
                part = Part.SUB_BLOCKS;
            }
            case SUB_BLOCKS -> {
                if (value == 0) {
                    part = Part.BLOCK;
                } else {
                    skip(value, Part.SUB_BLOCKS);
                }
            }
            case SKIP -> {
                if (--skip == 0) {
                    part = afterSkip;
                }
            }
            case END -> refuse(FileRefusal.TRAILING_DATA);
        }
    }

    private void header(int value) {
        header[count++] = value;
        if (count == 13) {
            boolean version = header[3] == '8' && (header[4] == '7' || header[4] == '9') && header[5] == 'a';
            if (header[0] != 'G' || header[1] != 'I' || header[2] != 'F' || !version) {
                refuse(FileRefusal.MALFORMED);
            }
            frames.canvas(u16(header, 6), u16(header, 8));
            table(header[10], Part.BLOCK);
        }
    }

    private static int u16(int[] bytes, int at) {
        return bytes[at] | bytes[at + 1] << 8;
    }

    /** A colour table follows where the flags say so. */
    private void table(int flags, Part following) {
        if ((flags & 0x80) != 0) {
            skip(3 << ((flags & 7) + 1), following);
        } else {
            part = following;
        }
    }

    private void skip(int bytes, Part following) {
        skip = bytes;
        afterSkip = following;
        part = Part.SKIP;
    }

    private void block(int value) {
        switch (value) {
            case 0x21 -> part = Part.LABEL;
            case 0x2c -> {
                count = 0;
                part = Part.IMAGE;
            }
            case 0x3b -> {
                if (!image) {
                    refuse(FileRefusal.MALFORMED);
                }
                part = Part.END;
            }
            default -> refuse(FileRefusal.MALFORMED);
        }
    }

    @Override
    boolean isComplete() {
        return part == Part.END;
    }
}
