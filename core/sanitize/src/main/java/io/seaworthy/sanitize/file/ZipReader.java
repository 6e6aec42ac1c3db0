package io.seaworthy.sanitize.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Reads a ZIP (APPNOTE 6.3) from front to back: entries, directory, end, nothing else. Readers that begin at the directory
 * have to find the same entries: both are summed up under a secret number, in any order, and the sums compared. Overlapping
 * entries, hidden ones and ones listed twice all come to another sum. One use, one thread.
 */
final class ZipReader {

    private static final long LOCAL = 0x0403_4b50;
    private static final long DESCRIPTOR = 0x0807_4b50;
    private static final long CENTRAL = 0x0201_4b50;
    private static final long END = 0x0605_4b50;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 0x2041;
    private static final int SIZES_BEHIND = 8;
    private static final long ZIP64 = 0xffff_ffffL;
    private static final long LINK = 0xa000;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads an entry's content to its end. */
    @FunctionalInterface
    interface Entries {
        EntryBytes read(InputStream source, SafePath path) throws IOException;
    }

    private final ArchiveInput in;
    private final ArchiveBudget budget;
    private final Entries entries;
    private final long secret = RANDOM.nextLong();
    private long found;
    private long listed;
    private long sumFound;
    private long sumListed;

    ZipReader(ArchiveInput in, ArchiveBudget budget, Entries entries) {
        this.in = in;
        this.budget = budget;
        this.entries = entries;
    }

    void read() throws IOException {
        long signature = in.u32();
        while (signature == LOCAL) {
            local(in.position() - 4);
            signature = in.u32();
        }
        long directory = in.position() - 4;
        while (signature == CENTRAL) {
            central();
            signature = in.u32();
        }
        if (signature != END) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
        end(directory, in.position() - 4 - directory);
    }

    private void local(long offset) throws IOException {
        in.skip(2);
        int flags = in.u16();
        int method = in.u16();
        in.skip(4);
        long crc = in.u32();
        long packed = in.u32();
        long size = in.u32();
        int nameLength = in.u16();
        int extra = in.u16();
        byte[] name = in.bytes(nameLength);
        in.skip(extra);
        boolean behind = (flags & SIZES_BEHIND) != 0;
        requireKnown(flags, method, behind, packed, size);
        long start = in.position();
        String path = text(name);
        long actualCrc = 0;
        long actualSize = 0;
        if (path.endsWith("/")) {
            path(path.substring(0, path.length() - 1));
            budget.entry();
            if (method == DEFLATED) {
                try (InputStream empty = in.inflated()) {
                    actualSize = empty.read() < 0 ? 0 : 1; // a folder has no content
                }
            }
        } else {
            try (InputStream source = method == STORED ? in.stored(packed) : in.inflated()) {
                EntryBytes bytes = entries.read(source, path(path));
                actualCrc = bytes.crc();
                actualSize = bytes.size();
            }
        }
        long actualPacked = in.position() - start;
        if (behind) {
            long first = in.u32();
            crc = first == DESCRIPTOR ? in.u32() : first;
            packed = in.u32();
            size = in.u32();
        }
        if (crc != actualCrc || packed != actualPacked || size != actualSize) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
        found++;
        sumFound += digest(offset, crc, packed, size, name);
    }

    private static void requireKnown(int flags, int method, boolean behind, long packed, long size)
            throws ArchiveFailure {
        if ((flags & ENCRYPTED) != 0) {
            throw new ArchiveFailure(ArchiveRefusal.ENCRYPTED);
        }
        boolean known = method == DEFLATED || (method == STORED && !behind);
        if (!known || packed == ZIP64 || size == ZIP64) {
            throw new ArchiveFailure(ArchiveRefusal.UNSUPPORTED);
        }
    }

    private static String text(byte[] name) throws ArchiveFailure {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new ArchiveFailure(ArchiveRefusal.UNSAFE_NAME);
        }
    }

    private static SafePath path(String name) throws ArchiveFailure {
        return SafePath.parse(name).toOptional().orElseThrow(() -> new ArchiveFailure(ArchiveRefusal.UNSAFE_NAME));
    }

    private void central() throws IOException {
        in.skip(4);
        int flags = in.u16();
        int method = in.u16();
        in.skip(4);
        long crc = in.u32();
        long packed = in.u32();
        long size = in.u32();
        int nameLength = in.u16();
        int extra = in.u16();
        int comment = in.u16();
        in.skip(4);
        long attributes = in.u32();
        long offset = in.u32();
        byte[] name = in.bytes(nameLength);
        in.skip(extra + comment);
        requireKnown(flags, method, false, packed, size);
        if ((attributes >>> 16 & 0xf000) == LINK) {
            throw new ArchiveFailure(ArchiveRefusal.UNSAFE_NAME);
        }
        if (++listed > found) {
            throw new ArchiveFailure(ArchiveRefusal.OVERLAP);
        }
        sumListed += digest(offset, crc, packed, size, name);
    }

    private void end(long directory, long length) throws IOException {
        in.skip(4); // disk numbers
        int here = in.u16();
        int all = in.u16();
        long size = in.u32();
        long offset = in.u32();
        in.skip(in.u16());
        if (listed != found || sumListed != sumFound) {
            throw new ArchiveFailure(ArchiveRefusal.OVERLAP);
        }
        boolean agree = here == (found & 0xffff) && all == here && size == length && offset == directory;
        if (found > 0xffff) {
            throw new ArchiveFailure(ArchiveRefusal.UNSUPPORTED);
        }
        if (!agree || in.fill()) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
    }

    /** A number that nobody can aim at without the secret. */
    private long digest(long offset, long crc, long packed, long size, byte[] name) {
        long digest = secret;
        for (long part : new long[] {offset, crc, packed, size, name.length, Arrays.hashCode(name)}) {
            digest = (digest ^ part) * 0xd6e8_feb8_6659_fd93L;
            digest ^= digest >>> 32;
        }
        for (byte b : name) {
            digest = (digest ^ b) * 0x9e37_79b9_7f4a_7c15L;
            digest ^= digest >>> 29;
        }
        return digest;
    }
}
