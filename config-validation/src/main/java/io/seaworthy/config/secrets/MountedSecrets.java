package io.seaworthy.config.secrets;

import io.seaworthy.kernel.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A directory of secrets, one file each. Kubernetes swaps the link {@code ..data} to a new directory: all files are read
 * through one target of it, and once more where it moved meanwhile, so old and new never mix. Without that link, as in a
 * Docker secret or a {@code subPath} mount, the files are read until two passes agree. An empty file counts as not there. Immutable, thread-safe.
 */
public final class MountedSecrets implements SecretSource {

    private static final int LIMIT = 65_536;
    private static final int ATTEMPTS = 50;

    private final Path directory;

    private MountedSecrets(Path directory) {
        this.directory = directory;
    }

    public static MountedSecrets in(Path directory) {
        return new MountedSecrets(directory);
    }

    @Override
    public Set<Path> directories() {
        return Set.of(directory);
    }

    /** Whether the files change as a whole; where not, a {@code subPath} mount never changes at all. */
    public boolean isSwapped() {
        return Files.isSymbolicLink(directory.resolve("..data"));
    }

    @Override
    public SecretSnapshot read() throws SecretSourceException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return isSwapped() ? throughLink() : inTwoPasses();
            } catch (NotDirectoryException file) {
                throw new SecretSourceException(SecretSourceException.Reason.NOT_FOUND, "The directory of secrets");
            } catch (IOException swappedOrGone) {
                if (!Files.exists(directory)) {
                    throw new SecretSourceException(SecretSourceException.Reason.NOT_FOUND, "The directory of secrets");
                }
            }
        }
        throw new SecretSourceException(SecretSourceException.Reason.UNREACHABLE, "The directory of secrets");
    }

    /** The files of one target of the link; an exception where it moved meanwhile. */
    private SecretSnapshot throughLink() throws IOException {
        Path link = directory.resolve("..data");
        Path before = link.toRealPath();
        SecretSnapshot snapshot = files(before);
        if (!link.toRealPath().equals(before)) {
            throw new IOException("moved");
        }
        return snapshot;
    }

    private SecretSnapshot inTwoPasses() throws IOException {
        SecretSnapshot first = files(directory);
        if (!files(directory).isSame(first)) {
            throw new IOException("changing");
        }
        return first;
    }

    private static SecretSnapshot files(Path from) throws IOException {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                Secret secret = name.startsWith(".") || !Files.isRegularFile(entry) ? null : secret(entry);
                if (secret != null && secret.length() > 0) { // empty is a file that is just being written
                    secrets.put(name, secret);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return SecretSnapshot.of(secrets);
    }

    /** The bytes without the line ends at the end. */
    private static Secret secret(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LIMIT + 1);
        }
        if (bytes.length > LIMIT) {
            throw new IOException("too large");
        }
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        byte[] content = Arrays.copyOf(bytes, end);
        Secret secret = Secret.of(content);
        Arrays.fill(content, (byte) 0);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }

    @Override
    public String toString() {
        return "MountedSecrets[" + directory + "]";
    }
}
