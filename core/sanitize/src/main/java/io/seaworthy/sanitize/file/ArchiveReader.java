package io.seaworthy.sanitize.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Finds out what an archive is and goes through it and what is inside it. One use, one thread. */
final class ArchiveReader {

    /** Where archives inside archives go: they went to the sink as files. */
    private static final ArchiveGuard.Sink NOWHERE = path -> OutputStream.nullOutputStream();

    private final ArchiveBudget budget;

    ArchiveReader(ArchiveBudget budget) {
        this.budget = budget;
    }

    void read(InputStream archive, ArchiveGuard.Sink sink) throws IOException {
        if (!contents(new ArchiveInput(archive), sink, 1)) {
            throw new ArchiveFailure(ArchiveRefusal.NOT_AN_ARCHIVE);
        }
    }

    /** Goes through what is an archive; false for anything else, of which the head is taken. */
    private boolean contents(ArchiveInput in, ArchiveGuard.Sink sink, int depth) throws IOException {
        byte[] head = in.head(Signatures.HEAD);
        boolean zip = starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6);
        if (zip || starts(head, 0x1f, 0x8b)) {
            budget.requireDepth(depth);
            if (zip) {
                new ZipReader(in, budget, (source, path) -> entry(source, sink.open(path), depth)).read();
            } else {
                gzip(in, sink, depth);
            }
            return true;
        }
        if (Signatures.of(head, head.length).refusal() == FileRefusal.ARCHIVE || isTape(head)) {
            throw new ArchiveFailure(ArchiveRefusal.UNSUPPORTED);
        }
        return false;
    }

    private static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Old tape archives have no signature, but a checksum of their first header, in octal, taken over blanks instead. */
    private static boolean isTape(byte[] head) {
        if (head.length < 512 || head[0] == 0) {
            return false;
        }
        int sum = 0;
        int stated = 0;
        for (int i = 0; i < 512; i++) {
            boolean checksum = i >= 148 && i < 156;
            sum += checksum ? ' ' : head[i] & 0xff;
            stated = checksum && head[i] >= '0' && head[i] <= '7' ? stated * 8 + head[i] - '0' : stated;
        }
        return sum == stated;
    }

    private EntryBytes entry(InputStream source, OutputStream out, int depth) throws IOException {
        budget.entry();
        try (out) {
            EntryBytes bytes = new EntryBytes(source, out, budget);
            ArchiveInput inside = new ArchiveInput(bytes);
            boolean archive = contents(inside, NOWHERE, depth + 1);
            byte[] chunk = new byte[8_192];
            int read;
            do {
                read = bytes.read(chunk, 0, chunk.length);
            } while (read >= 0);
            if (!archive && bytes.endsInDirectory()) {
                throw new ArchiveFailure(ArchiveRefusal.UNSUPPORTED); // a ZIP behind something else
            }
            return bytes;
        }
    }

    private void gzip(ArchiveInput in, ArchiveGuard.Sink sink, int depth) throws IOException {
        SafePath name = SafePath.parse("content").toOptional().orElseThrow();
        try (InputStream source = new GzipContent(in)) {
            entry(source, sink.open(name), depth);
        }
    }
}
