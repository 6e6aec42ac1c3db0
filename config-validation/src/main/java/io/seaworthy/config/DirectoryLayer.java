package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory of secrets as Kubernetes and Docker mount it: one file for each variable, of its exact name, as it is when
 * the layer is made. Kubernetes swaps the link {@code ..data}: all files are read through one target of it, so that a
 * start in the middle of a rotation has no new user with an old password. A directory that is not there gives nothing.
 * Names that begin with a dot are the mount's own.
 */
final class DirectoryLayer implements Layer {

    private static final int ATTEMPTS = 50;

    /** A file's text, or why there is none. */
    private record Entry(@Nullable String text, @Nullable Refused refused) {

        static Entry read(Path file) {
            try {
                return new Entry(SecretFile.read(file.toString()), null);
            } catch (Refused refused) {
                return new Entry(null, refused);
            }
        }

        @Override
        public String toString() {
            return "Entry";
        }
    }

    private final Path directory;
    /** Transient for serialisers that work by private fields. */
    private final transient Map<String, Entry> entries = new TreeMap<>();

    private final List<Violation> faults = new ArrayList<>();

    DirectoryLayer(Path directory) {
        this.directory = directory;
        try {
            read();
        } catch (NoSuchFileException absent) {
            // mounted in production, not here
        } catch (NotDirectoryException file) {
            faults.add(Violation.of(directory.toString(), null, "not_a_directory", "a directory of secrets"));
        } catch (IOException | RuntimeException unreadable) {
            faults.add(Violation.of(directory.toString(), null, "unreadable_directory", "a directory of secrets")
                    .hint("Check that the process may read it"));
        }
    }

    /** Again where the link moved meanwhile. */
    private void read() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            entries.clear();
            try {
                Path target = target();
                read(target);
                if (target.equals(target())) {
                    return;
                }
            } catch (NoSuchFileException gone) {
                if (!Files.isDirectory(directory)) {
                    throw gone;
                } // else the target went away under the link
            }
        }
        throw new IOException("moving");
    }

    private void read(Path target) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(".")) {
                    Path pinned = target.resolve(name);
                    entries.put(name, Entry.read(Files.exists(pinned) ? pinned : file));
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    private Path target() throws IOException {
        Path link = directory.resolve("..data");
        return Files.isSymbolicLink(link) ? link.toRealPath() : directory;
    }

    @Override
    public Source kind() {
        return Source.SECRET_DIRECTORY;
    }

    @Override
    public Collection<String> names() {
        return entries.keySet();
    }

    @Override
    public @Nullable String text(String name) throws Refused {
        Entry entry = entries.get(name);
        if (entry != null && entry.refused() != null) {
            throw entry.refused();
        }
        return entry == null ? null : entry.text();
    }

    @Override
    public String place(String name) {
        return directory.resolve(name).toString();
    }

    @Override
    public List<Violation> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
