package io.seaworthy.examples.harbour;

import io.seaworthy.auth.StoreException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets once an hour what has expired: sessions, reset tokens, API keys, webhook claims. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "housekeeping");
        daemon.setDaemon(true);
        return daemon;
    });

    Housekeeping(IntSupplier... purges) {
        List<IntSupplier> all = List.of(purges);
        var unused = thread.scheduleWithFixedDelay(() -> all.forEach(Housekeeping::purge), 1, 1, TimeUnit.HOURS);
    }

    /** One store's outage keeps neither the others nor the next hour from being cleaned. */
    private static void purge(IntSupplier purge) {
        try {
            int purged = purge.getAsInt();
            LOG.debug("Forgot {} expired rows", purged);
        } catch (StoreException e) {
            LOG.warn("Could not forget expired rows", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
