package io.seaworthy.sanitize.file;

/** What is left of an archive's limits, shared by the archives inside it. One use, one thread. */
final class ArchiveBudget {

    private final ArchiveGuard limits;
    private long bytes;
    private int entries;

    ArchiveBudget(ArchiveGuard limits) {
        this.limits = limits;
    }

    void entry() throws ArchiveFailure {
        if (++entries > limits.maxEntries()) {
            throw new ArchiveFailure(ArchiveRefusal.TOO_MANY_ENTRIES);
        }
    }

    void requireDepth(int depth) throws ArchiveFailure {
        if (depth > limits.maxDepth()) {
            throw new ArchiveFailure(ArchiveRefusal.TOO_DEEP);
        }
    }

    /** Bytes that were really unpacked, before anybody sees them. */
    void unpacked(int count, long inEntry) throws ArchiveFailure {
        bytes += count;
        if (bytes > limits.maxBytes()) {
            throw new ArchiveFailure(ArchiveRefusal.TOO_LARGE);
        }
        if (inEntry > limits.maxEntryBytes()) {
            throw new ArchiveFailure(ArchiveRefusal.ENTRY_TOO_LARGE);
        }
    }

    ArchiveSummary summary() {
        return new ArchiveSummary(entries, bytes);
    }
}
