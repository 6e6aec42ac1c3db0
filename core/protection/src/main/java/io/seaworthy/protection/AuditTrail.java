package io.seaworthy.protection;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An append-only file of who did what, one JSON line for each event. Each line holds the hash of the one before and an
 * HMAC-SHA-256 of its own, so a line that is changed, removed, added or moved shows when the file is verified.
 *
 * <p>{@link #append} returns when the event is on the disk ({@code fsync}; threads that append at the same time share
 * one). Opening verifies the last mebibyte and refuses a file whose end is broken; a line that a killed process had only
 * begun is cut off, and that is recorded as {@code audit.repaired}. One process holds the file at a time.
 *
 * <p>It does not rotate files, does not detect that its end was cut off (keep {@link #head() heads} elsewhere), and
 * protects from nobody who has both the key and the file. A new file is readable by its owner only, where the file
 * system knows owners. Thread-safe; an interrupt does not stop a write.
 */
public final class AuditTrail implements EvidenceSource, AutoCloseable {

    private final RandomAccessFile file;
    private final AuditKeys keys;
    private final InstantSource clock;
    private final boolean syncs;
    private final int keep;
    private final AuditHead opened;
    private final Deque<AuditEntry> recent = new ArrayDeque<>();

    /** Guards everything that changes below; the disk is waited for outside of it. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock syncing = new ReentrantLock();
    private AuditHead head;
    private long length;
    private boolean usable = true;
    private volatile long written;
    private long synced;

    private AuditTrail(Builder builder, AuditFile.Opened found) {
        file = found.file();
        keys = found.keys();
        clock = builder.clock;
        syncs = builder.syncs;
        keep = builder.keep;
        head = found.tail().head();
        length = found.tail().wholeLength();
        found.tail().entries().forEach(this::remember);
        int torn = found.tail().torn();
        if (torn > 0) {
            append(AuditEvent.of("system", "audit.repaired", "torn:" + torn, AuditOutcome.SUCCESS));
        }
        opened = head;
    }

    /**
     * Opens or creates a trail with the defaults.
     *
     * @see #builder
     */
    public static AuditTrail open(Path file, Secret key) {
        return builder(file, key).open();
    }

    /**
     * Options of a trail.
     *
     * @param file in a directory that exists: {@code data/audit.jsonl}
     * @param key 32 random bytes or more, used for nothing else: {@code Hkdf.derive(secret, "harbour audit v1", 32)}
     */
    public static Builder builder(Path file, Secret key) {
        return new Builder(file, key);
    }

    /**
     * Appends an event.
     *
     * @return the entry as it is in the file
     * @throws UncheckedIOException where it could not be written; then the action it stands for must not happen either
     * @throws IllegalStateException after {@link #close}, and after a failed write that could not be taken back
     */
    public AuditEntry append(AuditEvent event) {
        AuditEntry entry;
        writing.lock();
        try {
            if (!usable) {
                throw new IllegalStateException("The audit trail is closed or its last write failed");
            }
            entry = write(event);
            head = entry.head();
            remember(entry);
            written = entry.sequence();
        } finally {
            writing.unlock();
        }
        if (syncs) {
            sync(entry.sequence());
        }
        return entry;
    }

    private AuditEntry write(AuditEvent event) {
        AuditLine.Written line = AuditLine.write(
                head.sequence() + 1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Objects.requireNonNull(event, "event"),
                head.hash(),
                keys);
        try {
            file.seek(length);
            file.write(line.bytes());
        } catch (IOException e) {
            takeBack();
            throw new UncheckedIOException(e);
        }
        length += line.bytes().length;
        return line.entry();
    }

    /** A full disk may have taken half a line; the next entry must not follow it. */
    private void takeBack() {
        try {
            file.setLength(length);
        } catch (IOException e) {
            usable = false;
        }
    }

    /** Waits for the disk, together with all who wrote meanwhile. */
    private void sync(long sequence) {
        syncing.lock();
        try {
            if (synced < sequence) {
                long upTo = written;
                file.getFD().sync();
                synced = upTo;
            }
        } catch (IOException e) {
            // What the disk has lost cannot be told from what it holds: nothing more is promised.
            spoil();
            throw new UncheckedIOException(e);
        } finally {
            syncing.unlock();
        }
    }

    private void spoil() {
        writing.lock();
        try {
            usable = false;
        } finally {
            writing.unlock();
        }
    }

    private void remember(AuditEntry entry) {
        recent.addLast(entry);
        if (recent.size() > keep) {
            recent.removeFirst();
        }
    }

    /** The end of the chain; keep it elsewhere from time to time. */
    public AuditHead head() {
        writing.lock();
        try {
            return head;
        } finally {
            writing.unlock();
        }
    }

    /** The end of the chain when it was opened, then the end now. */
    public List<AuditHead> heads() {
        return List.of(opened, head());
    }

    /** The latest entries that are kept in memory, newest first, at most so many. */
    public List<AuditEntry> recent(int max) {
        List<AuditEntry> latest = new ArrayList<>();
        writing.lock();
        try {
            var newestFirst = recent.descendingIterator();
            while (newestFirst.hasNext() && latest.size() < max) {
                latest.add(newestFirst.next());
            }
        } finally {
            writing.unlock();
        }
        return latest;
    }

    /** The latest entries and the heads as {@code {"items":[...],"heads":[...]}}, UTF-8; for administrators. */
    public byte[] toJson(int max) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("items", recent(max).stream().map(AuditTrail::json).toList());
        root.put("heads", heads().stream().map(AuditTrail::json).toList());
        return Json.write(root);
    }

    private static Map<String, Object> json(AuditEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("seq", entry.sequence());
        members.put("time", entry.time().toString());
        members.put("actor", entry.event().actor());
        members.put("action", entry.event().action());
        members.put("target", entry.event().target());
        members.put("outcome", entry.event().outcome().name());
        members.put("hash", entry.hash());
        return members;
    }

    private static Map<String, Object> json(AuditHead head) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("seq", head.sequence());
        members.put("time", head.time().toString());
        members.put("hash", head.hash());
        return members;
    }

    @Override
    public List<Evidence> evidence() {
        String summary = "HMAC-SHA-256 chain, verified at start, " + head().sequence() + " entries";
        return List.of(
                syncs
                        ? Evidence.enforced("LOG-AUDIT", "AuditTrail", summary + ", on the disk before the answer")
                        : Evidence.weakened(
                                "LOG-AUDIT", "AuditTrail", summary, "a power failure loses the latest entries"));
    }

    /** Writes everything to the disk and lets go of the file. Further calls do nothing. */
    @Override
    public void close() throws IOException {
        syncing.lock(); // first, as in sync()
        writing.lock();
        try {
            usable = false;
            if (file.getFD().valid()) {
                file.getFD().sync();
                synced = written;
                file.close();
            }
        } finally {
            writing.unlock();
            syncing.unlock();
        }
    }

    @Override
    public String toString() {
        return "AuditTrail[" + head().sequence() + " entries]";
    }

    /** Options of a trail; not thread-safe. */
    public static final class Builder {

        final Path path;
        final Secret key;
        final List<String> twice = new ArrayList<>();
        private final List<String> given = new ArrayList<>();
        Secret[] previousKeys = {};
        InstantSource clock = InstantSource.system();
        int keep = 1_000;
        boolean syncs = true;

        private Builder(Path path, Secret key) {
            this.path = Objects.requireNonNull(path, "file");
            this.key = Objects.requireNonNull(key, "key");
        }

        /** Keys under which older lines were written; new lines are written under the key of the builder. */
        public Builder previousKeys(Secret... keys) {
            once("previousKeys");
            previousKeys = keys.clone();
            return this;
        }

        /** How many entries {@link #recent} can show: 0 to 100 000, 1 000 by default. */
        public Builder keep(int entries) {
            once("keep");
            keep = entries;
            return this;
        }

        /** The wall clock; the system's by default. */
        public Builder clock(InstantSource clock) {
            once("clock");
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Leaves the moment of writing to the operating system. Entries survive a killed process, but the latest ones do
         * not survive a power failure; the readiness report says so.
         */
        public Builder withoutSyncOnEachEvent() {
            once("withoutSyncOnEachEvent");
            syncs = false;
            return this;
        }

        private void once(String option) {
            if (given.contains(option)) {
                twice.add(option);
            }
            given.add(option);
        }

        /**
         * Opens the file, creates it where there is none.
         *
         * @throws io.seaworthy.kernel.config.ConfigurationException with all faults: a short key, a missing directory, a
         *     file in use, a broken end
         * @throws UncheckedIOException where the file cannot be read or created
         */
        public AuditTrail open() {
            return new AuditTrail(this, AuditFile.open(this));
        }
    }
}
