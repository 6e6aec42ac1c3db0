package io.seaworthy.sanitize.net;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A proxy inside the process for {@code java.net.http} and other clients that resolve names by themselves:
 *
 * <pre>{@code
 * PublicHttpProxy proxy = PublicHttpProxy.start();
 * HttpClient client = HttpClient.newBuilder().proxy(proxy.selector()).build();
 * }</pre>
 *
 * <p>It guarantees: each connection goes to an address that {@link SsrfGuard} allowed for that very answer, on port 80 or
 * 443; the client's redirects come through it again and are checked as well. TLS stays between the client and the host
 * ({@code CONNECT}, RFC 9110 section 9.3.6); the client checks the certificate.
 *
 * <p>A refusal is 403 with the reason in {@code Proxy-Status} (RFC 9209); a client reports a refused {@code https} URL as
 * a failed tunnel. It listens on the loopback address; other programs of the machine may use it too, for public addresses
 * only, which they reach without it.
 *
 * <p>It does not: bound sizes and times of answers (the client's own limits do), or speak HTTP/2 without TLS.
 *
 * <p>Limits: 256 connections, 30 s without a byte of a request's head, 10 s to connect, 5 min without a byte; 2 s for an
 * answer once the client has closed its side. Two daemon threads for each connection. Thread-safe.
 */
public final class PublicHttpProxy implements AutoCloseable, EvidenceSource {

    private static final int MAX_CONNECTIONS = 256;

    private final ServerSocket listener;
    private final SsrfGuard guard;
    private final Connector connector;
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private PublicHttpProxy(ServerSocket listener, SsrfGuard guard, Connector connector) {
        this.listener = listener;
        this.guard = guard;
        this.connector = connector;
    }

    /** A proxy with the system's resolver, on a port of the system's choice. */
    public static PublicHttpProxy start() throws IOException {
        return start(SsrfGuard.create());
    }

    /** A proxy with this guard, on a port of the system's choice. */
    public static PublicHttpProxy start(SsrfGuard guard) throws IOException {
        return start(guard, Connector::direct);
    }

    static PublicHttpProxy start(SsrfGuard guard, Connector connector) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PublicHttpProxy proxy = new PublicHttpProxy(listener, Objects.requireNonNull(guard, "guard"), connector);
        daemon("seaworthy-proxy", proxy::accept);
        return proxy;
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends every request of a client here. */
    public ProxySelector selector() {
        return ProxySelector.of(address());
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException closedOrTransient) {
                pause(); // where the process has no file left, the next try would fail at once
                continue;
            }
            if (permits.tryAcquire()) {
                open.add(client);
                begin(client);
            } else {
                ProxySession.close(client);
            }
        }
    }

    private void begin(Socket client) {
        try {
            daemon("seaworthy-proxy-connection", () -> serve(client));
        } catch (OutOfMemoryError noThread) {
            end(client); // this connection only
        }
    }

    private void pause() {
        if (!listener.isClosed()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end(Socket client) {
        ProxySession.close(client);
        open.remove(client);
        permits.release();
    }

    private void serve(Socket client) {
        try {
            new ProxySession(client, guard, connector, open).run();
        } finally {
            end(client);
        }
    }

    /** Stops listening and cuts what is open, on both sides. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to release.
        }
        open.forEach(ProxySession::close);
    }

    @Override
    public List<Evidence> evidence() {
        return guard.evidence();
    }

    @Override
    public String toString() {
        return "PublicHttpProxy[port " + listener.getLocalPort() + "]";
    }
}
