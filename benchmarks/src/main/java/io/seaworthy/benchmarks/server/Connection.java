package io.seaworthy.benchmarks.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that is kept: it sends the same request and reads the answer to its last byte. */
final class Connection implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final byte[] request;
    private final byte[] buffer = new byte[16 * 1024];
    private int filled;

    Connection(int port, byte[] request) throws IOException {
        this.request = request;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
    }

    /** Sends and reads once; another status than 200 fails the run. */
    void exchange() throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        filled = 0;
        int head = 0;
        while (head == 0) {
            fill(in);
            head = endOfHead();
        }
        if (buffer[9] != '2' || buffer[10] != '0' || buffer[11] != '0') {
            throw new IOException("The server answered " + answer());
        }
        int end = head + contentLength(head);
        while (filled < end) {
            fill(in);
        }
    }

    String answer() {
        return new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
    }

    private void fill(InputStream in) throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
            throw new EOFException("The server closed the connection");
        }
        filled += read;
    }

    private int endOfHead() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Where the line begins is searched byte by byte: the generator must cost little beside the server. */
    private int contentLength(int head) throws IOException {
        for (int i = 0; i < head - LENGTH.length(); i++) {
            if (buffer[i] == '\n' && startsAt(i + 1)) {
                int length = 0;
                for (int j = i + 1 + LENGTH.length(); buffer[j] != '\r'; j++) {
                    length = buffer[j] == ' ' ? length : length * 10 + buffer[j] - '0';
                }
                return length;
            }
        }
        throw new IOException("No Content-Length in " + answer().toLowerCase(Locale.ROOT));
    }

    private boolean startsAt(int from) {
        for (int i = 0; i < LENGTH.length(); i++) {
            if (Character.toLowerCase((char) buffer[from + i]) != LENGTH.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
