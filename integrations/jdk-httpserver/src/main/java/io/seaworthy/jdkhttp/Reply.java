package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.http.HeaderSyntax;
import io.seaworthy.kernel.http.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one response to a request. Whoever claims it first, the application, the interpreter or a deadline on another
 * thread, is the only one to commit it. Headers are collected in objects of their own and copied at commit, so that a
 * late application cannot disturb an answer that was given in its place.
 */
final class Reply implements ResponseBody.Listener {

    /** Closing it fails, which is the one way to make the JDK's server give up a connection. */
    private static final OutputStream UNCLOSABLE = new OutputStream() {
        @Override
        public void write(int b) {}

        @Override
        public void close() throws IOException {
            throw new IOException("The connection is given up");
        }
    };

    private final HttpExchange exchange;
    private final JdkRequest request;
    private final RequestBody requestBody;
    private final ResponseBody body;
    private final boolean last;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicBoolean concluded = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile int status;
    private volatile boolean closing;
    private volatile boolean left;

    /** @param last whether the connection has to be closed after this response */
    Reply(HttpExchange exchange, JdkRequest request, RequestBody requestBody, boolean last) {
        this.exchange = exchange;
        this.request = request;
        this.requestBody = requestBody;
        this.last = last;
        this.body = new ResponseBody(exchange.getResponseBody(), this);
    }

    /** Headers for a response, with the guards' edits in place; for whoever asked alone. */
    HeadersView fresh() {
        HeadersView fields = new HeadersView(new Headers());
        request.writeHeaders(fields);
        return fields;
    }

    /** Decides between the application's end and its deadline: true for whichever comes first. */
    boolean conclude() {
        return concluded.compareAndSet(false, true);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    /** The status that was sent, or 0. */
    int status() {
        return status;
    }

    ResponseBody body() {
        return body;
    }

    /**
     * Commits the response: lets the guards' edits hold, runs their passes and sends the head.
     *
     * @param length as in {@link HttpExchange#sendResponseHeaders}: -1 for no body, 0 for an open length
     * @throws IllegalArgumentException if status or headers cannot be sent; nothing is committed then
     */
    void send(int status, long length, HeadersView fields) throws IOException {
        Headers headers = fields.headers();
        requireSendable(status, length, headers);
        if (!claimed.compareAndSet(false, true)) {
            throw new IOException("headers already sent");
        }
        this.status = status;
        fields.learn();
        request.commit(status, fields);
        Framing framing = Framing.of(exchange.getRequestMethod(), status, length, headers);
        // Some versions of the server answer without a body and never look at what is left of the request's.
        if (mustClose() || (framing.length() < 0 && !requestBody.drain())) {
            headers.set("Connection", "close");
        }
        closing = "close".equalsIgnoreCase(headers.getFirst("Connection"));
        exchange.getResponseHeaders().putAll(headers);
        try {
            exchange.sendResponseHeaders(status, framing.length());
        } catch (IOException gone) {
            aborted(gone);
            throw gone;
        }
        body.begin(framing);
    }

    private boolean mustClose() {
        return last || requestBody.isBroken();
    }

    private static void requireSendable(int status, long length, Headers headers) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("A final status is 200 to 599, not " + status);
        }
        if (length < -1) {
            throw new IllegalArgumentException("A length is -1, 0 or above, not " + length);
        }
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            for (String value : field.getValue()) {
                if (!HeaderSyntax.isToken(field.getKey()) || value == null || !RequestSyntax.isClean(value)) {
                    throw new IllegalArgumentException(
                            "Response header " + field.getKey() + " has a name or a value that cannot be sent");
                }
            }
        }
    }

    /** Answers with a problem. */
    void send(Problem problem) throws IOException {
        byte[] json = problem.toJson(request.attribute(RequestAttributes.REQUEST_ID));
        HeadersView fields = fresh();
        Headers headers = fields.headers();
        headers.set("Content-Type", Problem.MEDIA_TYPE);
        if (!headers.containsKey("Cache-Control")) {
            headers.set("Cache-Control", "no-store");
        }
        send(problem.status(), json.length, fields);
        body.write(json);
    }

    /** A write to the client failed. */
    @Override
    public void aborted(IOException gone) {
        request.complete(new Ending(Ending.How.ABORTED, status, body.written(), gone));
    }

    @Override
    public void handedOver() {
        requestBody.drain();
    }

    /** Lets the deadline's thread finish in this one's place. */
    void leave() {
        left = true;
    }

    /** Leaves the connection fit for the next request, or closes it. Only the first call does anything. */
    void finish() {
        if (left || !finished.compareAndSet(false, true)) {
            return;
        }
        if (mustClose() || !body.isWhole()) {
            cut();
            return;
        }
        try {
            body.close();
            if (closing) {
                // Not all versions of the server do it when the application asks for it.
                cut();
            }
        } catch (IOException gone) {
            cut();
        }
    }

    /** Closes the connection, so that a client cannot take a part of a response for the whole. */
    void cut() {
        finished.set(true);
        if (body.isNone()) {
            // The server is done with the exchange already, and must not be told so twice.
            return;
        }
        OutputStream out = exchange.getResponseBody();
        try {
            out.flush();
        } catch (IOException gone) {
            // The connection is closed below in any case.
        }
        // On an interrupted thread the first read or write closes the channel. Without that the server would read the
        // rest of the request, and wait for a client that never sends it.
        boolean interrupted = Thread.interrupted();
        Thread.currentThread().interrupt();
        try {
            if (!body.isWhole()) {
                out.write(0);
                out.flush();
            }
        } catch (IOException closed) {
            // As intended.
        }
        try {
            exchange.setStreams(null, UNCLOSABLE);
            exchange.close();
        } catch (RuntimeException malformed) {
            // The server's chunk parser throws these; closing the stream makes it close the connection then.
        }
        try {
            // Lets the server count the exchange as ended.
            out.close();
        } catch (IOException closed) {
            // As intended.
        }
        Thread.interrupted();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
