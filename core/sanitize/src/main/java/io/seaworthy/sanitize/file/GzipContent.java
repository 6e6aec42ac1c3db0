package io.seaworthy.sanitize.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The content of a gzip file (RFC 1952): of one member or of several in a row, each with its checksum and length, up to
 * the last byte. The JDK's stream leaves unread what stands behind, and a ZIP could stand there. One use, one thread.
 */
final class GzipContent extends InputStream {

    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECKSUM = 2;
    private static final int RESERVED = 0xe0;

    private static final ByteSearch ZIP = ByteSearch.of(List.of("PK\u0001\u0002", "PK\u0005\u0006"), false);

    private final ArchiveInput in;
    private final CRC32 crc = new CRC32();
    private final ByteSearch zip = ZIP.restarted();
    private InputStream member;
    private long size;
    private boolean ended;

    /** Reads the first header. */
    GzipContent(ArchiveInput in) throws IOException {
        this.in = in;
        header();
        member = in.inflated();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!ended) {
            int count = member.read(into, offset, length);
            if (count >= 0) {
                crc.update(into, offset, count);
                size += count;
                return count;
            }
            trailer();
        }
        return -1;
    }

    private void trailer() throws IOException {
        member.close();
        require(in.u32() == crc.getValue() && in.u32() == (size & 0xffff_ffffL));
        crc.reset();
        size = 0;
        ended = !in.fill();
        if (!ended) {
            header();
            member = in.inflated();
        }
    }

    private void header() throws IOException {
        require(next() == 0x1f && next() == 0x8b && next() == 8);
        int flags = next();
        require((flags & RESERVED) == 0);
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                int length = 0;
                while (next() != 0) {
                    require(++length <= 4_096);
                }
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    /** A byte of the header, where no directory of a ZIP has any business. */
    private int next() throws IOException {
        int value = in.u8();
        require(!zip.accept(value));
        return value;
    }

    private static void require(boolean condition) throws ArchiveFailure {
        if (!condition) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
    }

    @Override
    public void close() throws IOException {
        member.close();
    }
}
