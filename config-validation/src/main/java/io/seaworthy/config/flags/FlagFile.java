package io.seaworthy.config.flags;

import io.seaworthy.config.internal.Follower;
import io.seaworthy.kernel.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of definitions that is followed: looked at when its directory changes, and after each period. A content with a fault, and a file that cannot be read, leave what was in force.
 * Thread-safe.
 */
public final class FlagFile implements AutoCloseable {

    private final Flags flags;
    private final Path file;
    private @Nullable Follower follower;
    private byte[] last = {};
    private String refusal = "";
    private volatile String problem = "";

    private FlagFile(Flags flags, Path file) {
        this.flags = flags;
        this.file = file;
    }

    static FlagFile start(Flags flags, Path file, Duration period) {
        long millis = Follower.checked(period).toMillis();
        FlagFile followed = new FlagFile(flags, file);
        followed.refresh();
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
        followed.follower = Follower.start("seaworthy-flags", Set.of(directory), () -> millis, followed::refresh);
        return followed;
    }

    /** Looks at the file now. */
    public synchronized void refresh() {
        try {
            byte[] content = content();
            if (!Arrays.equals(content, last)) {
                last = content;
                refusal = load(content);
            }
            problem = refusal; // the same content is as wrong as it was
        } catch (IOException unreadable) {
            problem = "unreadable";
        }
    }

    /** At most a byte more than the reader takes, which then says so. */
    private byte[] content() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(DefinitionReader.LIMIT + 1);
        }
    }

    private String load(byte[] content) {
        try {
            flags.load(content);
            return "";
        } catch (ConfigurationException refused) {
            return refused.getMessage() == null ? "refused" : refused.getMessage();
        }
    }

    /** What is wrong with the file as it is now; empty where nothing is. */
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public String toString() {
        return "FlagFile[" + file.getFileName() + "]";
    }
}
