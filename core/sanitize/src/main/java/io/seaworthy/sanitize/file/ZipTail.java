package io.seaworthy.sanitize.file;

/**
 * The end of a file, where a ZIP's directory would be: its record stands at most 65,535 bytes of comment before the last
 * byte, and says how many. One use, one thread.
 */
final class ZipTail {

    private static final int SIZE = 1 << 16;
    private static final int RECORD = 22;

    private final byte[] ring = new byte[SIZE];
    private long count;

    void accept(byte value) {
        ring[(int) (count++ & (SIZE - 1))] = value;
    }

    /** Whether some reader would open the file as a ZIP. */
    boolean endsInDirectory() {
        long first = Math.max(0, count - SIZE);
        for (long at = count - RECORD; at >= first; at--) {
            if (byteAt(at) == 'P' && byteAt(at + 1) == 'K' && byteAt(at + 2) == 5 && byteAt(at + 3) == 6) {
                int comment = byteAt(at + 20) | byteAt(at + 21) << 8;
                if (at + RECORD + comment <= count) {
                    return true;
                }
            }
        }
        return false;
    }

    private int byteAt(long index) {
        return ring[(int) (index & (SIZE - 1))] & 0xff;
    }
}
