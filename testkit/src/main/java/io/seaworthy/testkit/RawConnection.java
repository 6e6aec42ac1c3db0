package io.seaworthy.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends any bytes, malformed ones too, and reads responses strictly: what breaks RFC 9112 is an
 * {@link AssertionError}, not something to be lenient about. Reads give up after 10 s. Not thread-safe.
 */
public final class RawConnection implements AutoCloseable {

    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to a port of the loopback address. */
    public static RawConnection open(int port) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A connection over a connected socket, one with TLS for example. */
    public static RawConnection over(Socket socket) throws IOException {
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return new RawConnection(socket);
    }

    /** Sends text, a byte per character (ISO 8859-1). */
    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads the answer to a request of this method; a HEAD has no body whatever its fields say. */
    public RawResponse read(String method) throws IOException {
        return new ResponseParser(in, false).read(method);
    }

    /** Reads an answer, or null where the connection ends without one. */
    @Nullable
    RawResponse readOrNull(String method) throws IOException {
        try {
            return read(method);
        } catch (TruncatedResponseError | SocketException closed) {
            return null;
        }
    }

    /** Sends; a server that has closed the connection meanwhile is no failure, it may have answered before. */
    void sendAsMuchAsAccepted(String text) {
        try {
            send(text);
        } catch (IOException closed) {
            // The answer, if there is one, is read next.
        }
    }

    /**
     * Sends a GET behind a response: its answer is that of an application which answers with the path, or the connection
     * is closed, as the response said or not. It must not be the answer to anything else.
     */
    void assertNextIsAnsweredOrClosed(RawResponse before, String path) throws IOException {
        if (before.closes()) {
            Assertions.assertThat(isClosedByServer()).as("closed, as it said").isTrue();
            return;
        }
        sendAsMuchAsAccepted(KitRun.head("GET", path) + "\r\n");
        RawResponse next = readOrNull("GET");
        if (next != null) {
            Assertions.assertThat(next.text()).isEqualTo(path);
        }
    }

    /** Reads the answer to an HTTP/1.0 GET, whose body may end with the connection. */
    public RawResponse readHttp10() throws IOException {
        return new ResponseParser(in, true).read("GET");
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public RawConnection shutdownOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads the answer to a GET. */
    public RawResponse read() throws IOException {
        return read("GET");
    }

    /** Waits until the server has sent something, and leaves it unread. */
    public RawConnection awaitFirstByte() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new TruncatedResponseError("the connection ends before a response");
        }
        in.reset();
        return this;
    }

    /** Whether the server closes the connection within the time-out, having sent nothing more. */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Goes away as a crashed client does: the server's next write fails. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Gives up reading after this many milliseconds instead of 10,000. */
    public RawConnection timeoutMillis(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
