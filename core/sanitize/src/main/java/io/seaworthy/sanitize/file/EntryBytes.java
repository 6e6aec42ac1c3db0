package io.seaworthy.sanitize.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** An entry's unpacked bytes on their way to the sink: counted against the limits before they go on. One use. */
final class EntryBytes extends InputStream {

    private final InputStream in;
    private final OutputStream out;
    private final ArchiveBudget budget;
    private final CRC32 crc = new CRC32();
    private final ZipTail tail = new ZipTail();
    private long size;

    EntryBytes(InputStream in, OutputStream out, ArchiveBudget budget) {
        this.in = in;
        this.out = out;
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            size += count;
            budget.unpacked(count, size);
            crc.update(into, offset, count);
            tail.accept(into, offset, count);
            out.write(into, offset, count);
        }
        return count;
    }

    long crc() {
        return crc.getValue();
    }

    /** Whether some reader would open them as a ZIP, wherever that begins. */
    boolean endsInDirectory() {
        return tail.endsInDirectory();
    }

    long size() {
        return size;
    }
}
