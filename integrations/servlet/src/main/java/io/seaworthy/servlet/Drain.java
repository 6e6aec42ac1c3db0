package io.seaworthy.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes the rest of a refused request's body off the wire. A server that answers and closes while the client still
 * sends makes the client's system throw the answer away (RFC 9112 section 9.6). Takes no thread while it waits; gives up
 * after 16 MiB or 5 s, and the container then closes the connection.
 */
final class Drain implements ReadListener, AsyncListener {

    private static final long MOST_BYTES = 16L << 20;
    private static final long MOST_MILLIS = 5_000;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final byte[] waste = new byte[8192];
    private long taken;

    private Drain(AsyncContext context, ServletInputStream in) {
        this.context = context;
        this.in = in;
    }

    /** Whether a refusal has to be sent before the body has come. */
    static boolean isNeeded(HttpServletRequest request) {
        if (!mayStillSend(request) || !request.isAsyncSupported() || request.isAsyncStarted()) {
            return false;
        }
        try {
            ServletInputStream in = request.getInputStream();
            return !in.isFinished() && !hasArrived(request, in);
        } catch (IOException | IllegalStateException e) {
            // The client has gone, or something reads the body already: the container does what it can.
            return false;
        }
    }

    /** Sends the answer written so far and drains the request; the answer must be one without a declared length. */
    static void start(HttpServletRequest request, HttpServletResponse response) {
        try {
            response.flushBuffer();
            Drain drain = new Drain(request.startAsync(request, response), request.getInputStream());
            drain.context.setTimeout(MOST_MILLIS);
            drain.context.addListener(drain);
            drain.in.setReadListener(drain);
        } catch (IOException | IllegalStateException e) {
            // As above.
        }
    }

    /** A client that waits for 100 (Continue) sends nothing after another answer; HTTP/2 resets the stream alone. */
    private static boolean mayStillSend(HttpServletRequest request) {
        return (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null)
                && request.getHeader("Expect") == null
                && request.getProtocol().startsWith("HTTP/1");
    }

    /** What the container has in its buffer it takes away itself. */
    private static boolean hasArrived(HttpServletRequest request, ServletInputStream in) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && in.available() >= length;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished()) {
            int count = in.read(waste);
            if (count < 0) {
                return;
            }
            taken += count;
            if (taken > MOST_BYTES) {
                context.complete();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        context.complete();
    }

    @Override
    public void onError(Throwable failure) {
        context.complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        context.complete();
    }

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
