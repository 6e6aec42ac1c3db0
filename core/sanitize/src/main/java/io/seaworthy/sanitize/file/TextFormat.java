package io.seaworthy.sanitize.file;

/** Plain text: UTF-8 (RFC 3629), no controls but tab, line feed, carriage return and form feed. */
final class TextFormat extends Format {

    private int following;
    private int least;
    private int codePoint;

    @Override
    void accept(int value) {
        if (following > 0) {
            if ((value & 0xc0) != 0x80) {
                refuse(FileRefusal.UNSUPPORTED_TYPE);
                return;
            }
            codePoint = codePoint << 6 | (value & 0x3f);
            if (--following == 0) {
                character();
            }
        } else if (value < 0x80) {
            codePoint = value;
            least = 0;
            character();
        } else {
            lead(value);
        }
    }

    private void lead(int value) {
        if (value >= 0xc2 && value <= 0xdf) {
            start(value & 0x1f, 1, 0x80);
        } else if (value >= 0xe0 && value <= 0xef) {
            start(value & 0x0f, 2, 0x800);
        } else if (value >= 0xf0 && value <= 0xf4) {
            start(value & 0x07, 3, 0x10000);
        } else {
            refuse(FileRefusal.UNSUPPORTED_TYPE);
        }
    }

    private void start(int bits, int bytes, int smallest) {
        codePoint = bits;
        following = bytes;
        least = smallest;
    }

    private void character() {
        boolean control =
                (codePoint < ' ' && codePoint != '\t' && codePoint != '\n' && codePoint != '\r' && codePoint != '\f')
                        || (codePoint >= 0x7f && codePoint < 0xa0 && codePoint != 0x85);
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        if (codePoint < least || codePoint > 0x10ffff || surrogate || control) {
            refuse(FileRefusal.UNSUPPORTED_TYPE);
        }
    }

    @Override
    boolean isComplete() {
        return following == 0;
    }
}
