package io.seaworthy.sanitize.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/**
 * Reads a ZIP (APPNOTE 6.3) from front to back: entries, directory, end, nothing else. Readers that begin at the directory
 * have to find the same entries: both are summed up under a secret number, in any order, and the sums compared. Overlapping
 * entries, hidden ones, ones listed twice and ones packed otherwise all come to another sum. What readers would find from
 * behind is this directory: its record stands once. One use, one thread.
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
    private static final long ZIP64_END = 0x0606_4b50;
    private static final long ZIP64_LOCATOR = 0x0706_4b50;
    private static final long FILE = 0x8000;
    private static final long FOLDER = 0x4000;

    /** Flags that change what a reader finds: encrypted, sizes behind, strong encryption, UTF-8, masked headers. */
    private static final int MEANINGFUL = 0x2849;

    private static final ByteSearch RECORD = ByteSearch.of(List.of("PK\u0005\u0006"), false);

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
    private final SeenNames names = new SeenNames();
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
            boolean zip64 = signature == ZIP64_END || signature == ZIP64_LOCATOR;
            throw new ArchiveFailure(zip64 ? ArchiveRefusal.UNSUPPORTED : ArchiveRefusal.MALFORMED);
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
        ZipFields.read(in, extra);
        boolean behind = (flags & SIZES_BEHIND) != 0;
        requireKnown(flags, method, behind, packed, size);
        long start = in.position();
        Content content = content(text(name), method, packed);
        long actualPacked = in.position() - start;
        if (behind) {
            long first = in.u32();
            crc = first == DESCRIPTOR ? in.u32() : first;
            packed = in.u32();
            size = in.u32();
        }
        if (crc != content.crc || packed != actualPacked || size != content.size) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
        found++;
        sumFound += digest(offset, flags, method, crc, packed, size, name);
    }

    private record Content(long crc, long size) {}

    private Content content(String name, int method, long packed) throws IOException {
        boolean folder = name.endsWith("/");
        SafePath path = path(folder ? name.substring(0, name.length() - 1) : name);
        if (!names.add(path)) {
            throw new ArchiveFailure(ArchiveRefusal.DUPLICATE_NAME);
        }
        if (!folder) {
            try (InputStream source = method == STORED ? in.stored(packed) : in.inflated()) {
                EntryBytes bytes = entries.read(source, path);
                return new Content(bytes.crc(), bytes.size());
            }
        }
        budget.entry();
        if (method == STORED) {
            return new Content(0, 0);
        }
        try (InputStream empty = in.inflated()) {
            return new Content(0, empty.read() < 0 ? 0 : 1); // a folder has no content
        }
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
        ZipFields.read(in, extra);
        in.skip(comment);
        requireKnown(flags, method, false, packed, size);
        long kind = attributes >>> 16 & 0xf000;
        if (kind != 0 && kind != FILE && kind != FOLDER) {
            throw new ArchiveFailure(ArchiveRefusal.UNSAFE_NAME);
        }
        if (++listed > found) {
            throw new ArchiveFailure(ArchiveRefusal.OVERLAP);
        }
        sumListed += digest(offset, flags, method, crc, packed, size, name);
    }

    private void end(long directory, long length) throws IOException {
        ByteSearch second = RECORD.restarted();
        int[] disks = {u16(second), u16(second)};
        int here = u16(second);
        int all = u16(second);
        long size = u16(second) | (long) u16(second) << 16;
        long offset = u16(second) | (long) u16(second) << 16;
        int comment = u16(second);
        for (int i = 0; i < comment; i++) {
            u8(second);
        }
        if (listed != found || sumListed != sumFound) {
            throw new ArchiveFailure(ArchiveRefusal.OVERLAP);
        }
        boolean agree = here == (found & 0xffff) && all == here && size == length && offset == directory;
        if (found > 0xffff) {
            throw new ArchiveFailure(ArchiveRefusal.UNSUPPORTED);
        }
        if (!agree || disks[0] != 0 || disks[1] != 0 || in.fill()) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
    }

    /** A byte behind the record's signature. A second record there is the one that other readers would take. */
    private int u8(ByteSearch second) throws IOException {
        int value = in.u8();
        if (second.accept(value)) {
            throw new ArchiveFailure(ArchiveRefusal.OVERLAP);
        }
        return value;
    }

    private int u16(ByteSearch second) throws IOException {
        return u8(second) | u8(second) << 8;
    }

    /** A number that nobody can aim at without the secret. */
    private long digest(long offset, int flags, int method, long crc, long packed, long size, byte[] name) {
        long digest = secret;
        for (long part : new long[] {offset, flags & MEANINGFUL, method, crc, packed, size}) {
            digest = (digest ^ part) * 0xd6e8_feb8_6659_fd93L;
            digest ^= digest >>> 32;
        }
        return SeenNames.digest(digest, name);
    }
}
