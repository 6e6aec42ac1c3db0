package io.seaworthy.ratelimit.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server and does what networks do. */
final class TcpProxy implements AutoCloseable {

    enum Mode {
        /** Everything goes through. */
        PASS,
        /** Connections are accepted, and what is sent arrives when this is over, as TCP repeats it. */
        BLACK_HOLE,
        /** Open connections carry nothing any more, as when a host has vanished; new ones pass. */
        FROZEN,
        /** Answers are late by {@link #DELAY_MILLIS}. */
        SLOW,
        /** Open connections are reset and new ones closed. */
        REFUSE
    }

    static final int DELAY_MILLIS = 400;

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> frozen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Mode mode = Mode.PASS;

    TcpProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections were tried so far. */
    int connections() {
        return connections.get();
    }

    void mode(Mode next) {
        mode = next;
        if (next == Mode.FROZEN) {
            frozen.addAll(open);
        }
        if (next == Mode.REFUSE) {
            open.forEach(TcpProxy::close);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                if (mode == Mode.REFUSE) {
                    close(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The server behind is away, or the test is over.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        open.add(client);
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
        behind.setTcpNoDelay(true);
        open.add(behind);
        threads.execute(() -> copy(client, behind, false));
        threads.execute(() -> copy(behind, client, true));
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && mode == Mode.SLOW) {
                    Thread.sleep(DELAY_MILLIS);
                }
                while (mode == Mode.BLACK_HOLE || frozen.contains(from)) {
                    Thread.sleep(10);
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Either side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** With a reset. */
    private static void close(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already, and that is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(TcpProxy::close);
        threads.shutdownNow();
    }
}
