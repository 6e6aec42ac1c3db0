package io.seaworthy.sanitize.net;

import io.seaworthy.sanitize.Checked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the proxy: one request, and its answer. A tunnel for {@code CONNECT}, one exchange for a plain
 * {@code http} URL; both ends are told to close behind it and what follows the request goes nowhere, so that no later
 * request runs into the same host. A server whose client has gone is closed after a short grace. One use.
 */
final class ProxySession {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int HEAD_MILLIS = 30_000;
    private static final int IDLE_MILLIS = 300_000;

    /** For an answer under way when the client has no more to say; most have gone altogether. */
    private static final int GRACE_MILLIS = 2_000;

    private final Socket client;
    private final SsrfGuard guard;
    private final Connector connector;
    private final Set<Socket> open;
    private final CountDownLatch answered = new CountDownLatch(1);

    /** Adds the server's socket to those open while it is. */
    ProxySession(Socket client, SsrfGuard guard, Connector connector, Set<Socket> open) {
        this.client = client;
        this.guard = guard;
        this.connector = connector;
        this.open = open;
    }

    void run() {
        try {
            client.setSoTimeout(HEAD_MILLIS);
            InputStream in = new BufferedInputStream(client.getInputStream());
            HttpHead head = HttpHead.read(in);
            if (head == null) {
                refuse(400, UrlRefusal.INVALID_URL);
                return;
            }
            String[] parts = head.start().split(" ", -1);
            if (!HttpHead.isToken(parts[0])) {
                refuse(400, UrlRefusal.INVALID_URL);
                return;
            }
            boolean tunnel = parts[0].equals("CONNECT");
            Checked<PublicHttpUrl, UrlRefusal> target = parts.length == 3 && parts[2].equals("HTTP/1.1")
                    ? target(parts[1], tunnel)
                    : Checked.refused(UrlRefusal.INVALID_URL);
            PublicHttpUrl url = target.toOptional().orElse(null);
            if (url == null) {
                UrlRefusal reason = target.refusal();
                refuse(403, reason == null ? UrlRefusal.INVALID_URL : reason);
                return;
            }
            if (!tunnel && RequestBody.length(head) == RequestBody.AMBIGUOUS) {
                refuse(400, UrlRefusal.INVALID_URL);
                return;
            }
            client.setSoTimeout(IDLE_MILLIS);
            exchange(url, in, tunnel ? null : head);
        } catch (IOException gone) {
            // One end is gone; the other one is closed by the caller.
        }
    }

    /** {@code host:port} of a tunnel, or the absolute URL of a plain request. */
    private static Checked<PublicHttpUrl, UrlRefusal> target(String text, boolean tunnel) {
        boolean authority = text.indexOf(':') >= 0 && text.chars().noneMatch(c -> "/?#".indexOf(c) >= 0);
        if (tunnel && !authority) {
            return Checked.refused(UrlRefusal.INVALID_URL);
        }
        Checked<PublicHttpUrl, UrlRefusal> url = PublicHttpUrl.parse(tunnel ? "https://" + text : text);
        boolean fits = url.toOptional().map(PublicHttpUrl::isSecure).orElse(tunnel) == tunnel;
        return fits ? url : Checked.refused(UrlRefusal.INVALID_URL);
    }

    private void exchange(PublicHttpUrl url, InputStream in, @Nullable HttpHead request) throws IOException {
        Checked<List<InetAddress>, UrlRefusal> checked = guard.resolve(url);
        if (!(checked instanceof Checked.Accepted<List<InetAddress>, UrlRefusal> allowed)) {
            UrlRefusal reason = checked.refusal();
            refuse(403, reason == null ? UrlRefusal.BLOCKED_ADDRESS : reason);
            return;
        }
        try (Socket server = connect(allowed.value(), url.port())) {
            open.add(server); // before the look at the client: whoever closes all sees one or the other
            try {
                if (!client.isClosed()) {
                    relay(url, in, request, server);
                }
            } finally {
                answered.countDown();
                open.remove(server);
            }
        } catch (NoConnection none) {
            refuse(502, UrlRefusal.UNREACHABLE);
        }
    }

    private void relay(PublicHttpUrl url, InputStream in, @Nullable HttpHead request, Socket server)
            throws IOException {
        server.setSoTimeout(IDLE_MILLIS);
        InputStream answer = new BufferedInputStream(server.getInputStream());
        if (request == null) {
            write("HTTP/1.1 200 OK\r\n\r\n");
        } else {
            String start = request.start().substring(0, request.start().indexOf(' '));
            server.getOutputStream()
                    .write(request.forwarded(start + " " + url.target() + " HTTP/1.1", url.authority()));
            server.getOutputStream().flush();
        }
        PublicHttpProxy.daemon("seaworthy-proxy-upload", () -> upload(in, server, request));
        if (request == null || answerHead(answer)) {
            copy(answer, client.getOutputStream());
        }
    }

    /** None of the addresses answers. */
    private static final class NoConnection extends IOException {
        private static final long serialVersionUID = 1;
    }

    private Socket connect(List<InetAddress> addresses, int port) throws NoConnection {
        int left = addresses.size();
        for (InetAddress address : addresses) {
            try {
                return connector.connect(address, port, CONNECT_MILLIS / left--);
            } catch (IOException next) {
                // The next address may answer.
            }
        }
        throw new NoConnection();
    }

    private void upload(InputStream in, Socket server, @Nullable HttpHead request) {
        try {
            if (request == null) {
                copy(in, server.getOutputStream());
            } else {
                RequestBody.copy(in, server.getOutputStream(), RequestBody.length(request));
                in.transferTo(OutputStream.nullOutputStream()); // to see when the client goes
            }
            server.shutdownOutput();
            answered.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException gone) {
            // Nobody is there to answer to.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            close(server);
        }
    }

    /** Passes on interim answers and the head of the final one, which says that the connection ends. */
    private boolean answerHead(InputStream answer) throws IOException {
        while (true) {
            HttpHead head = HttpHead.read(answer);
            if (head == null
                    || !head.start().startsWith("HTTP/1.")
                    || head.start().startsWith("101", 9)) {
                refuse(502, UrlRefusal.MALFORMED_RESPONSE);
                return false;
            }
            boolean interim = head.start().startsWith("1", 9);
            if (!interim) {
                client.getOutputStream().write(head.forwarded(head.start(), null));
                return true;
            }
            write(head.start() + "\r\n\r\n");
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[16_384];
        int read;
        while ((read = in.read(buffer)) >= 0) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private void refuse(int status, UrlRefusal reason) throws IOException {
        String error = switch (reason) {
            case BLOCKED_ADDRESS -> "destination_ip_prohibited";
            case UNRESOLVABLE -> "dns_error";
            case UNREACHABLE -> "destination_unavailable";
            case MALFORMED_RESPONSE -> "http_protocol_error";
            default -> "http_request_denied";
        };
        write("HTTP/1.1 " + status + " Refused\r\nProxy-Status: seaworthy; error=" + error + "; details=\""
                + reason.code() + "\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private void write(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to release.
        }
    }
}
