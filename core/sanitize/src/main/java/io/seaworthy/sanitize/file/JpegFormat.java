package io.seaworthy.sanitize.file;

/**
 * JPEG (ITU-T T.81, annex B): SOI, marker segments, entropy-coded data, EOI. What some cameras write behind the EOI (videos,
 * trailers of their own) is trailing data.
 */
final class JpegFormat extends Format {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;

    private enum Part {
        START,
        MARKER,
        LENGTH,
        SEGMENT,
        SCAN,
        END
    }

    private final long maxPixels;
    private Part part = Part.START;
    private int marker;
    private boolean prefix;
    private int count;
    private int length;
    private int position;
    private long bits;
    private boolean frame;
    private boolean scanned;

    JpegFormat(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    @Override
    void accept(int value) {
        switch (part) {
            case START -> {
                require(value == (count == 0 ? 0xff : SOI));
                if (++count == 2) {
                    part = Part.MARKER;
                }
            }
            case MARKER -> marker(value);
            case LENGTH -> {
                length = length << 8 | value;
                if (++count == 2) {
                    require(length >= 2);
                    position = 2;
                    part = Part.SEGMENT;
                    endOfSegment();
                }
            }
            case SEGMENT -> segment(value);
            case SCAN -> scan(value);
            case END -> refuse(FileRefusal.TRAILING_DATA);
        }
    }

    private void marker(int value) {
        if (!prefix) {
            require(value == 0xff);
            prefix = true;
        } else if (value != 0xff) { // fill bytes may repeat
            prefix = false;
            begin(value);
        }
    }

    private void begin(int value) {
        marker = value;
        if (value == EOI) {
            require(frame && scanned);
            part = Part.END;
        } else if (isRestart(value) || value == 0x01) {
            part = Part.MARKER;
        } else {
            require(value >= 0xc0 && value != SOI);
            length = 0;
            count = 0;
            part = Part.LENGTH;
        }
    }

    private static boolean isRestart(int value) {
        return value >= 0xd0 && value <= 0xd7;
    }

    private boolean isFrame() {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void segment(int value) {
        position++;
        bits = bits << 8 | value;
        if (isFrame() && position == 7) { // precision, then height and width in 16 bits each
            long height = (bits >> 16) & 0xffff;
            // A height of 0 is given later by a DNL marker, which hardly any decoder knows.
            requirePixels(bits & 0xffff, height, maxPixels);
            frame = true;
        }
        endOfSegment();
    }

    private void endOfSegment() {
        if (position == length) {
            part = marker == SOS ? Part.SCAN : Part.MARKER;
            scanned |= marker == SOS;
            prefix = false;
        }
    }

    private void scan(int value) {
        if (!prefix) {
            prefix = value == 0xff;
        } else if (value == 0 || isRestart(value)) {
            prefix = false;
        } else if (value != 0xff) {
            prefix = false;
            begin(value);
        }
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
