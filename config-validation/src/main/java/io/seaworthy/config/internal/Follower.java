package io.seaworthy.config.internal;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A thread that looks at something again and again: when a directory changes, and after each pause besides, since watches
 * are lost. Directories are watched, not files: a swap replaces those. Thread-safe.
 */
public final class Follower implements AutoCloseable {

    private static final long SHORTEST = 10;

    private final Set<Path> directories;
    private final LongSupplier pause;
    private final Runnable look;
    private final Thread thread;
    private volatile boolean closed;

    private Follower(String name, Set<Path> directories, LongSupplier pause, Runnable look) {
        this.directories = Set.copyOf(directories);
        this.pause = pause;
        this.look = look;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Looks from now on.
     *
     * @param directories whose changes make it look at once; none to look after each pause only
     * @param pause in milliseconds, asked anew each time
     * @param look must not wait for ever; what it throws is dropped
     */
    public static Follower start(String name, Set<Path> directories, LongSupplier pause, Runnable look) {
        Follower follower = new Follower(name, directories, pause, look);
        follower.thread.start();
        return follower;
    }

    /**
     * A period that is not below 10 ms.
     *
     * @throws IllegalArgumentException for a shorter one
     */
    public static Duration checked(Duration period) {
        if (period.toMillis() < SHORTEST) {
            throw new IllegalArgumentException("A period of 10 ms or more");
        }
        return period;
    }

    /** Looks no longer. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                if (directories.isEmpty() || !watchUntilLost()) {
                    Thread.sleep(pauseMillis()); // no watch to be had: looking is enough
                    look();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long pauseMillis() {
        return Math.max(SHORTEST, pause.getAsLong());
    }

    private void look() {
        try {
            look.run();
        } catch (RuntimeException | Error dropped) {
            // the next look may do better, also after a lack of memory; whoever looks tells by its age
        }
    }

    /** False where there is no watch; true when a directory itself was replaced, to be watched anew. */
    private boolean watchUntilLost() throws InterruptedException {
        try (WatchService service =
                directories.iterator().next().getFileSystem().newWatchService()) {
            for (Path directory : directories) {
                directory.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
            look(); // what changed before the watch was armed
            boolean alive = true;
            while (alive && !closed) {
                WatchKey key = service.poll(pauseMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    alive = key.reset();
                }
                look();
            }
            return true;
        } catch (IOException | ClosedWatchServiceException | UnsupportedOperationException unwatched) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Follower[" + thread.getName() + "]";
    }
}
