package io.seaworthy.sanitize.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** An archive's bytes with their position, and the contents of entries among them. One use, one thread. */
final class ArchiveInput {

    private final InputStream in;
    private final byte[] buffer = new byte[16_384];
    private int at;
    private int end;
    private long consumed;

    ArchiveInput(InputStream in) {
        this.in = in;
    }

    /** How many bytes were taken. */
    long position() {
        return consumed - (end - at);
    }

    /** Whether there is one more byte. */
    boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        int read = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(0, read);
        consumed += end;
        return read > 0;
    }

    /** The first bytes, up to so many, before any is taken. */
    byte[] head(int count) throws IOException {
        end = in.readNBytes(buffer, 0, count);
        consumed = end;
        return Arrays.copyOf(buffer, end);
    }

    int u8() throws IOException {
        if (!fill()) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
        return buffer[at++] & 0xff;
    }

    int u16() throws IOException {
        return u8() | u8() << 8;
    }

    long u32() throws IOException {
        return u16() | (long) u16() << 16;
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) u8();
        }
        return bytes;
    }

    void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            u8();
        }
    }

    private int take(byte[] into, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count;
    }

    /** So many bytes as they are. */
    InputStream stored(long count) {
        return new Contents() {
            private long left = count;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int read = take(into, offset, (int) Math.min(left, length));
                if (read < 0) {
                    throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
                }
                left -= read;
                return read;
            }
        };
    }

    /** What a raw deflate stream (RFC 1951) unpacks to; the position is behind it once this ends. */
    InputStream inflated() {
        Inflater inflater = new Inflater(true);
        return new Contents() {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return inflate(inflater, into, offset, length);
                } catch (DataFormatException malformed) {
                    throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
                }
            }

            @Override
            public void close() {
                inflater.end();
            }
        };
    }

    private int inflate(Inflater inflater, byte[] into, int offset, int length)
            throws IOException, DataFormatException {
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                if (!fill()) {
                    throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
                }
                inflater.setInput(buffer, at, end - at);
            }
            int count = inflater.inflate(into, offset, length);
            at = end - inflater.getRemaining();
            if (inflater.needsDictionary()) {
                throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
            }
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    /** Reads in bulk. */
    private abstract static class Contents extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public abstract int read(byte[] into, int offset, int length) throws IOException;
    }
}
