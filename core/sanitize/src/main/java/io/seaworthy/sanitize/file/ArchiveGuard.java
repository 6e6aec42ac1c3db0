package io.seaworthy.sanitize.file;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Unpacks ZIP and gzip from strangers within limits, as a stream. It counts the bytes that really come out, whatever the
 * headers say, archives inside archives included, and stops before a byte above a limit is passed on.
 *
 * <p>It guarantees of what is accepted: names that stay in a folder ({@link SafePath}), each of them once, letter case
 * aside; checksums and lengths that agree; a ZIP directory that lists exactly the entries that are there, and no second
 * one, name or size for any of them, so that every other reader finds the same; nothing in front or behind; no links, no
 * devices, no passwords.
 *
 * <p>It does not: unpack other forms (an archive of one of them inside is refused, tar and ZIP64 among them), find a file
 * and a folder of one name, or check the contents. Names are read as UTF-8; a reader that takes those without the flag for
 * another encoding shows other letters. What was passed on before a refusal has to be dropped.
 *
 * <p>Defaults: 100 MiB in all, 50 MiB for an entry, 10,000 entries, archives two deep. Memory: about 100 KiB for each level
 * and 32 bytes for each entry, whatever they hold. Immutable, thread-safe.
 */
public final class ArchiveGuard implements EvidenceSource {

    /** Where the entries go. */
    @FunctionalInterface
    public interface Sink {

        /** Takes a file's bytes; closed behind the last one. Folders are not announced. */
        OutputStream open(SafePath path) throws IOException;
    }

    private final long maxBytes;
    private final long maxEntryBytes;
    private final int maxEntries;
    private final int maxDepth;

    private ArchiveGuard(long maxBytes, long maxEntryBytes, int maxEntries, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxEntryBytes = maxEntryBytes;
        this.maxEntries = maxEntries;
        this.maxDepth = maxDepth;
    }

    /** The defaults. */
    public static ArchiveGuard create() {
        return of(100 << 20, 50 << 20, 10_000, 2);
    }

    /**
     * These limits.
     *
     * @param maxBytes unpacked in all; 1 to 1 TiB
     * @param maxEntryBytes of one entry; 1 to 4,294,967,294
     * @param maxEntries 1 to 1,000,000
     * @param maxDepth 1 for no archive inside, at most 8
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public static ArchiveGuard of(long maxBytes, long maxEntryBytes, int maxEntries, int maxDepth) {
        Faults faults = Faults.in("ArchiveGuard");
        check(faults, "maxBytes", maxBytes, 1L << 40);
        check(faults, "maxEntryBytes", maxEntryBytes, 0xffff_fffeL);
        check(faults, "maxEntries", maxEntries, 1_000_000);
        check(faults, "maxDepth", maxDepth, 8);
        faults.throwIfAny();
        return new ArchiveGuard(maxBytes, maxEntryBytes, maxEntries, maxDepth);
    }

    private static void check(Faults faults, String path, long value, long max) {
        faults.check(value >= 1 && value <= max, path, Long.toString(value), "out_of_range", "1 to " + max);
    }

    long maxBytes() {
        return maxBytes;
    }

    long maxEntryBytes() {
        return maxEntryBytes;
    }

    int maxEntries() {
        return maxEntries;
    }

    int maxDepth() {
        return maxDepth;
    }

    /** Unpacks to nowhere. */
    public Checked<ArchiveSummary, ArchiveRefusal> check(InputStream archive) throws IOException {
        return unpack(archive, path -> OutputStream.nullOutputStream());
    }

    /** Unpacks a ZIP's files; a gzip's content comes as {@code content}. The stream is read to its end and not closed. */
    public Checked<ArchiveSummary, ArchiveRefusal> unpack(InputStream archive, Sink sink) throws IOException {
        ArchiveBudget budget = new ArchiveBudget(this);
        try {
            new ArchiveReader(budget).read(archive, sink);
            return Checked.accepted(budget.summary());
        } catch (ArchiveFailure failure) {
            return Checked.refused(failure.refusal());
        }
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "INPUT-FILE",
                "ArchiveGuard",
                "at most " + maxBytes + " bytes unpacked, " + maxEntries + " entries, " + maxDepth + " deep"));
    }

    @Override
    public String toString() {
        return "ArchiveGuard[" + maxBytes + " bytes, " + maxEntries + " entries, depth " + maxDepth + "]";
    }
}
