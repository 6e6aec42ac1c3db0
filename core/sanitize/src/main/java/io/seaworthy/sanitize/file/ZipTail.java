package io.seaworthy.sanitize.file;

import java.util.List;

/**
 * Whether a file that is no ZIP would be opened as one. Readers look for the record at the end of a directory from behind,
 * some without a look at the length of the comment that it announces, some further than the 64 KiB that a comment can
 * have. So a record within the last megabyte counts, whatever it says, where the header of an entry stands before it: by
 * chance that is one file of 10 MiB in a million. One use, one thread, no copy of the file.
 */
final class ZipTail {

    private static final long WINDOW = 1 << 20;

    private static final ByteSearch HEADER = ByteSearch.of(List.of("PK\u0001\u0002"), false);
    private static final ByteSearch RECORD = ByteSearch.of(List.of("PK\u0005\u0006"), false);

    private final ByteSearch header = HEADER.restarted();
    private final ByteSearch record = RECORD.restarted();
    private boolean listed;
    private long ended = -1;
    private long count;

    void accept(int value) {
        count++;
        listed |= header.accept(value);
        if (record.accept(value) && listed) {
            ended = count;
        }
    }

    void accept(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            accept(bytes[i] & 0xff);
        }
    }

    /** Whether some reader would open the file as a ZIP. */
    boolean endsInDirectory() {
        return ended >= 0 && count - ended <= WINDOW;
    }
}
