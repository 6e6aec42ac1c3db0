package io.seaworthy.sanitize.file;

import io.seaworthy.sanitize.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder that paths from outside stay in. A path goes through {@link SafePath} first and is then followed through the
 * file system: no link on it may lead out of the folder.
 *
 * <p>It does not hold somebody off who may write to the folder and swaps a directory for a link after the check; such a
 * folder needs rights of its own. Immutable, thread-safe.
 */
public final class SafeFolder {

    private final Path root;

    private SafeFolder(Path root) {
        this.root = root;
    }

    /** This folder, which has to exist. */
    public static SafeFolder of(Path folder) throws IOException {
        Path root = folder.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("A folder is needed, and this is none");
        }
        return new SafeFolder(root);
    }

    /** Where the path leads, existing or not, or why it is refused. */
    public Checked<Path, FileRefusal> resolve(String relative) throws IOException {
        return SafePath.parse(relative) instanceof Checked.Accepted<SafePath, FileRefusal> accepted
                ? resolve(accepted.value())
                : Checked.refused(refusalOf(relative));
    }

    private static FileRefusal refusalOf(String relative) {
        FileRefusal refusal = SafePath.parse(relative).refusal();
        return refusal == null ? FileRefusal.NAME_TRAVERSAL : refusal;
    }

    /** As {@link #resolve(String)}. */
    public Checked<Path, FileRefusal> resolve(SafePath relative) throws IOException {
        Path path = root;
        for (String segment : relative.segments()) {
            path = path.resolve(segment);
        }
        Path existing = existing(path.normalize());
        return path.normalize().startsWith(root)
                        && existing != null
                        && existing.toRealPath().startsWith(root)
                ? Checked.accepted(path)
                : Checked.refused(FileRefusal.NAME_TRAVERSAL);
    }

    /** The longest part of the path that is there; null where a link on it leads nowhere. */
    private static @Nullable Path existing(Path path) {
        Path part = path;
        while (part != null && !Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            part = part.getParent();
        }
        return part != null && Files.exists(part) ? part : null;
    }

    @Override
    public String toString() {
        return "SafeFolder";
    }
}
