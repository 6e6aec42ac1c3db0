package io.seaworthy.examples.harbour.server;

import io.seaworthy.examples.harbour.web.Routing;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;

/**
 * An HTTP server: bound first, so that its port is known while the application is put together, then serving with the
 * guards in front of the routes.
 */
public interface WebServer extends EvidenceSource {

    /** More than {@code Guards} admits at a time: what is too much gets its 503, and health has a thread, under any load. */
    int THREADS = 640;

    /** The port that it is bound to. */
    int port();

    /** Starts to accept requests; only then does it have evidence. */
    void serve(GuardChain chain, Routing routing);

    /** Stops accepting, and waits for what is under way for at most this long. */
    void stop(Duration patience);
}
