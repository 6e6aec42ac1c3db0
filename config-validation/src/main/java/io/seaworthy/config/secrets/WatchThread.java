package io.seaworthy.config.secrets;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a source to change. The directory is watched, not the files: a swap replaces those. */
final class WatchThread {

    private final SecretWatch watch;
    private final @Nullable Path directory;
    private final Duration period;
    private final Thread thread;
    private volatile boolean closed;

    WatchThread(SecretWatch watch, SecretSource source, Duration period) {
        if (period.toMillis() < 10) {
            throw new IllegalArgumentException("A period of 10 ms or more");
        }
        this.watch = watch;
        this.directory = source instanceof MountedSecrets mounted ? mounted.directory() : null;
        this.period = period;
        this.thread = new Thread(this::run, "seaworthy-secrets");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                if (directory == null) {
                    Thread.sleep(pause());
                    watch.refresh();
                } else {
                    watchUntilLost(directory);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException unwatched) {
                poll(); // no watch to be had: looking is enough
            }
        }
    }

    private long pause() {
        long lease = watch.current().validFor().toMillis() * 2 / 3;
        return lease == 0 ? period.toMillis() : Math.max(10, Math.min(lease, period.toMillis()));
    }

    private void poll() {
        try {
            Thread.sleep(period.toMillis());
        } catch (InterruptedException interrupted) {
            closed = true;
        }
        watch.refresh();
    }

    /** Looks at each event and after each period; returns when the directory itself was replaced, to be watched anew. */
    private void watchUntilLost(Path watched) throws IOException, InterruptedException {
        try (WatchService service = watched.getFileSystem().newWatchService()) {
            watched.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            watch.refresh(); // what changed before the watch was armed
            boolean alive = true;
            while (alive && !closed) {
                WatchKey key = service.poll(period.toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    alive = key.reset();
                }
                watch.refresh();
            }
        } catch (ClosedWatchServiceException lost) {
            throw new IOException(lost);
        }
    }
}
