package io.seaworthy.sanitize.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A server on the loopback address that answers connections with the given bytes, one after the other. */
final class ScriptedServer implements AutoCloseable {

    /** Never answers. */
    static final String SILENCE = "silence";

    /** Answers a byte at a time, for ever. */
    static final String DRIP = "drip";

    private final ServerSocket listener;
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer start() {
        try {
            ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(server::serve, "scripted-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    void answer(String... texts) {
        synchronized (answers) {
            answers.clear();
            answers.addAll(List.of(texts));
        }
    }

    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                String answer;
                synchronized (answers) {
                    answer = answers.isEmpty() ? "" : answers.remove();
                }
                requests.add(head(socket.getInputStream()));
                write(answer, socket);
            } catch (IOException gone) {
                // The client closed early, or the test is over.
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            // The first byte of a TLS handshake: there is no head to wait for.
            if (b < 0 || b == 0x16) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static void write(String answer, Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        if (answer.equals(SILENCE)) {
            socket.getInputStream().read(); // until the client gives up
        } else if (answer.equals(DRIP)) {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                socket.setSoTimeout(20);
                try {
                    socket.getInputStream().read();
                    return;
                } catch (java.net.SocketTimeoutException stillThere) {
                    // Drip on.
                }
            }
        } else {
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
