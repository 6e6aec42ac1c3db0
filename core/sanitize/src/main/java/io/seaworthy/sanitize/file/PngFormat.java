package io.seaworthy.sanitize.file;

import java.util.zip.CRC32;

/** PNG (W3C PNG third edition, section 5): signature, chunks with their checksums, IHDR first, IEND last. */
final class PngFormat extends Format {

    private static final long SIGNATURE = 0x8950_4e47_0d0a_1a0aL;
    private static final int IHDR = 0x4948_4452;
    private static final int IEND = 0x4945_4e44;

    private enum Part {
        SIGNATURE,
        LENGTH,
        TYPE,
        DATA,
        CHECKSUM,
        END
    }

    private final long maxPixels;
    private final CRC32 crc = new CRC32();
    private Part part = Part.SIGNATURE;
    private long bits;
    private int count;
    private long length;
    private int type;
    private long position;
    private long width;
    private boolean first = true;

    PngFormat(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    @Override
    void accept(int value) {
        switch (part) {
            case SIGNATURE -> {
                if (collected(value, 8)) {
                    require(bits == SIGNATURE);
                    next(Part.LENGTH);
                }
            }
            case LENGTH -> {
                if (collected(value, 4)) {
                    length = bits & 0xffff_ffffL;
                    require(length <= Integer.MAX_VALUE);
                    crc.reset();
                    next(Part.TYPE);
                }
            }
            case TYPE -> type(value);
            case DATA -> data(value);
            case CHECKSUM -> {
                if (collected(value, 4)) {
                    require((bits & 0xffff_ffffL) == crc.getValue());
                    next(type == IEND ? Part.END : Part.LENGTH);
                }
            }
            case END -> refuse(FileRefusal.TRAILING_DATA);
        }
    }

    private void type(int value) {
        crc.update(value);
        boolean letter = (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
        require(letter);
        if (collected(value, 4)) {
            type = (int) bits;
            require(first == (type == IHDR));
            require(type != IHDR || length == 13);
            require(type != IEND || length == 0);
            first = false;
            position = 0;
            next(length == 0 ? Part.CHECKSUM : Part.DATA);
        }
    }

    private void data(int value) {
        crc.update(value);
        position++;
        bits = bits << 8 | value;
        if (type == IHDR && position == 4) {
            width = bits & 0xffff_ffffL;
        } else if (type == IHDR && position == 8) {
            requirePixels(width, bits & 0xffff_ffffL, maxPixels);
        }
        if (position == length) {
            next(Part.CHECKSUM);
        }
    }

    private boolean collected(int value, int bytes) {
        bits = bits << 8 | value;
        return ++count == bytes;
    }

    private void next(Part following) {
        part = following;
        bits = 0;
        count = 0;
    }

    private void require(boolean condition) {
        if (!condition) {
            refuse(FileRefusal.MALFORMED);
        }
    }

    @Override
    boolean isComplete() {
        return part == Part.END;
    }
}
