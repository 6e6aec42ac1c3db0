package io.seaworthy.protection;

import io.seaworthy.kernel.config.Faults;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens an audit file: created for its owner only, locked, its end verified and cut to whole lines. */
final class AuditFile {

    /** A file that can be appended to. */
    record Opened(RandomAccessFile file, AuditKeys keys, AuditTail tail) {}

    private AuditFile() {}

    static Opened open(AuditTrail.Builder options) {
        Faults faults = Faults.in("AuditTrail");
        options.twice.forEach(option -> faults.add(option, null, "duplicate", "the option once"));
        @Nullable AuditKeys keys = AuditKeys.of(faults, options.key, options.previousKeys);
        faults.check(
                options.keep >= 0 && options.keep <= 100_000,
                "keep",
                Integer.toString(options.keep),
                "out_of_range",
                "0 to 100000");
        Path path = options.path.toAbsolutePath();
        faults.check(
                Files.isDirectory(Objects.requireNonNullElse(path.getParent(), path)) && !Files.isDirectory(path),
                "file",
                path.toString(),
                "malformed",
                "a file in a directory that exists");
        faults.throwIfAny();
        try {
            return open(path, Objects.requireNonNull(keys), faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Opened open(Path path, AuditKeys keys, Faults faults) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, ownerOnly());
        }
        // Not a channel: an interrupted request thread would close that for everybody.
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (isLocked(file)) {
                faults.add("file", path.toString(), "in_use", "a file that no other trail writes");
                faults.throwIfAny();
            }
            AuditTail tail = AuditTail.read(file, keys, faults);
            faults.throwIfAny();
            file.setLength(tail.wholeLength());
            return new Opened(file, keys, tail);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The lock lasts as long as the file is open. */
    private static boolean isLocked(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
