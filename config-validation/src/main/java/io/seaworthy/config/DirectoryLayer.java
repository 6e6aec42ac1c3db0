package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A directory of secrets as Kubernetes and Docker mount it: one file for each variable, of its exact name. A directory
 * that is not there gives nothing. Names that begin with a dot are the mount's own.
 */
final class DirectoryLayer implements Layer {

    private final Path directory;
    private final TreeSet<String> names = new TreeSet<>();
    private final List<Violation> faults = new ArrayList<>();

    DirectoryLayer(Path directory) {
        this.directory = directory;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException absent) {
            // mounted in production, not here
        } catch (NotDirectoryException file) {
            faults.add(Violation.of(directory.toString(), null, "not_a_directory", "a directory of secrets"));
        } catch (IOException | RuntimeException unreadable) {
            faults.add(Violation.of(directory.toString(), null, "unreadable_directory", "a directory of secrets")
                    .hint("Check that the process may read it"));
        }
    }

    @Override
    public Source kind() {
        return Source.SECRET_DIRECTORY;
    }

    @Override
    public Collection<String> names() {
        return names;
    }

    @Override
    public @Nullable String text(String name) throws Refused {
        if (!names.contains(name)) {
            return null;
        }
        return SecretFile.read(directory.resolve(name).toString());
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
