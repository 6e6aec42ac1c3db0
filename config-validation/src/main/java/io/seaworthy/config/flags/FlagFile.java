package io.seaworthy.config.flags;

import io.seaworthy.kernel.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A file of definitions that is followed. A content with a fault, and a file that cannot be read, leave what was in force.
 * Thread-safe.
 */
public final class FlagFile implements AutoCloseable {

    private final Flags flags;
    private final Path file;
    private final Thread thread;
    private byte[] last = {};
    private volatile String problem = "";

    private FlagFile(Flags flags, Path file, Duration period) {
        this.flags = flags;
        this.file = file;
        this.thread = new Thread(() -> follow(period), "seaworthy-flags");
        thread.setDaemon(true);
    }

    static FlagFile start(Flags flags, Path file, Duration period) {
        if (period.toMillis() < 10) {
            throw new IllegalArgumentException("Look at the file at most every 10 ms");
        }
        FlagFile followed = new FlagFile(flags, file, period);
        followed.refresh();
        followed.thread.start();
        return followed;
    }

    private void follow(Duration period) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(period.toMillis());
                refresh();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at the file now. */
    public synchronized void refresh() {
        try {
            byte[] content = Files.readAllBytes(file);
            if (!Arrays.equals(content, last)) {
                last = content;
                flags.load(content);
            }
            problem = "";
        } catch (IOException unreadable) {
            problem = "unreadable";
        } catch (ConfigurationException refused) {
            problem = refused.getMessage() == null ? "refused" : refused.getMessage();
        }
    }

    /** What is wrong with the file as it is now; empty where nothing is. */
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    @Override
    public String toString() {
        return "FlagFile[" + file.getFileName() + "]";
    }
}
