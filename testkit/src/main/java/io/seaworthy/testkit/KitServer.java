package io.seaworthy.testkit;

/** A started server that listens on the loopback address. */
public interface KitServer extends AutoCloseable {

    /** The port that it listens on. */
    int port();

    /** Stops the server; open connections may be cut. */
    @Override
    void close();

    /** A server from its port and what stops it. */
    static KitServer of(int port, Runnable stop) {
        return new KitServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                stop.run();
            }
        };
    }
}
