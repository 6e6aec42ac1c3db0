package io.seaworthy.servlet;

import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.http.Problem;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response whose header edits hold however it is committed.
 *
 * <p>Containers do not tell when they commit, and they differ in when they do. So the headers are settled before
 * anything that may commit the response: a write that no buffer is sure to take, the last byte of the declared length, a
 * flush, a redirect, an error, the handler's return. Where the container did not commit then and the application
 * changes the head once more, they are settled again.
 *
 * <p>As thread-safe as the container's response, which is not at all.
 */
final class GuardedResponse extends HttpServletResponseWrapper {

    /** No container has a smaller buffer unless the application asks for one. */
    private static final int SURELY_BUFFERED = 512;

    /** The most bytes that a character becomes in any charset of the web. */
    private static final int BYTES_PER_CHAR = 4;

    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CONTENT_TYPE = "Content-Type";

    private final ServerRequest request;
    private final ServletResponseHeaders headers;
    private @Nullable GuardedOutput output;
    private @Nullable GuardedWriter writer;
    private boolean settled;
    private boolean errorSent;

    /** The bytes written so far, at most and, unless text was among them, exactly. */
    private long bytes;

    private boolean exact = true;
    private long declared = -1;
    private volatile boolean broken;

    GuardedResponse(HttpServletResponse response, ServerRequest request) {
        super(response);
        this.request = request;
        this.headers = new ServletResponseHeaders(response);
    }

    private HttpServletResponse plain() {
        return (HttpServletResponse) getResponse();
    }

    /** Writes the guards' headers into the fresh response. */
    void open() {
        headers.begin();
        request.writeHeaders(headers);
    }

    /** An error page: its headers were settled when the error was sent and are again if it changes them. */
    void openErrorPage() {
        open();
        settled = true;
    }

    /** Call before anything that may commit the response. */
    void settle() {
        if (!settled) {
            settle(getStatus());
        }
    }

    private void settle(int status) {
        settled = true;
        if (!isCommitted()) {
            request.commit(status, headers);
        }
    }

    private void changed(String name) {
        settled = false;
        headers.changed(name);
    }

    /** The container may write fields of its own, past this response. */
    void changedByContainer() {
        settled = false;
        headers.forget();
    }

    /** Call before so many bytes of body are written. */
    void writing(long count) {
        bytes += count;
        if (!settled && (bytes >= SURELY_BUFFERED || bytes * 4 >= getBufferSize() || isWhole())) {
            settle();
        }
    }

    /** Call before so many characters of body are written. */
    void writingText(long count) {
        exact = false;
        writing(count * BYTES_PER_CHAR);
    }

    /** Whether the declared length is reached, where containers need not wait any longer. */
    private boolean isWhole() {
        return declared >= 0 && bytes >= declared;
    }

    /** Whether the declared body has left as a whole: neither an error nor its page can follow. */
    boolean isSent() {
        // A container that is about to show an error page may call the response committed, so that does not suffice.
        return bytes > 0 && exact && isWhole() && !errorSent && !broken && isCommitted();
    }

    /** The bytes of body written, or -1 where unknown. */
    long bytes() {
        return exact ? bytes : -1;
    }

    /** A write failed: the client is not there any more, so whatever the request holds is returned at once. */
    IOException broke(IOException failure) {
        broken = true;
        request.complete(new Ending(Ending.How.ABORTED, getStatus(), bytes(), failure));
        return failure;
    }

    void broke() {
        broke(new IOException("The client closed the connection"));
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether the application left the answer to the container's error page. */
    boolean isErrorSent() {
        return errorSent;
    }

    /**
     * Answers with a problem in the application's place, unless the response is committed. Sent at once: containers put
     * a page of their own in the place of what is not, if they know of the failure.
     */
    boolean replaceBy(Problem problem, boolean sized) {
        if (isCommitted() || broken) {
            return false;
        }
        try {
            reset();
        } catch (IllegalStateException e) {
            return false;
        }
        write(problem, sized);
        try {
            flushBuffer();
        } catch (IOException e) {
            // As in write.
        }
        return true;
    }

    /** Answers with a problem, of declared length or not; nothing was written before. */
    void write(Problem problem, boolean sized) {
        byte[] body = problem.toJson(request.attribute(RequestAttributes.REQUEST_ID));
        setStatus(problem.status());
        setContentType(Problem.MEDIA_TYPE);
        setHeader("Cache-Control", "no-store");
        if (sized) {
            setContentLength(body.length);
        }
        try {
            getOutputStream().write(body);
        } catch (IOException e) {
            // The client left; the stream has noticed.
        }
    }

    /** The application has returned: what was not committed yet is by the container, without another word. */
    void finish() {
        settle();
        if (writer != null && isCommitted()) {
            writer.flush();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new GuardedOutput(super.getOutputStream(), this);
        }
        return output;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new GuardedWriter(super.getWriter(), this);
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        settle();
        try {
            super.flushBuffer();
        } catch (IOException e) {
            throw broke(e);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        settle(status);
        super.sendError(status);
        headers.forget();
        errorSent = true;
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        settle(status);
        super.sendError(status, message);
        headers.forget();
        errorSent = true;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        settle(SC_FOUND);
        headers.forget();
        super.sendRedirect(location);
    }

    /** Declared by Servlet 6.1. */
    public void sendRedirect(String location, int status) throws IOException {
        sendRedirect(location, status, true);
    }

    /** Declared by Servlet 6.1. */
    public void sendRedirect(String location, boolean clear) throws IOException {
        sendRedirect(location, SC_FOUND, clear);
    }

    /** Declared by Servlet 6.1. */
    public void sendRedirect(String location, int status, boolean clear) throws IOException {
        settle(status);
        headers.forget();
        Redirects.send(plain(), location, status, clear);
    }

    @Override
    public void reset() {
        super.reset();
        output = null;
        writer = null;
        errorSent = false;
        declared = -1;
        emptied();
        open();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        emptied();
    }

    private void emptied() {
        exact = true;
        bytes = 0;
        settled = false;
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        declare(length);
        super.setContentLengthLong(length);
    }

    /** A container may commit at once where the body is as long as that already. No edit and no pass asks for it. */
    private void declare(long length) {
        headers.changed(CONTENT_LENGTH);
        declared = length;
        if (bytes > 0 && isWhole()) {
            settle();
        }
    }

    /** Applications set the length under its name as well, and that must not go unseen. */
    private void changing(String name, @Nullable String value) {
        headers.changed(name);
        if (!CONTENT_LENGTH.equalsIgnoreCase(name)) {
            settled = false;
        } else if (value != null) {
            declare(length(value));
        }
    }

    private static long length(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        changing(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        changing(name, value);
        super.addHeader(name, value);
    }

    @Override
    public void setIntHeader(String name, int value) {
        changing(name, Integer.toString(value));
        super.setIntHeader(name, value);
    }

    @Override
    public void addIntHeader(String name, int value) {
        changing(name, Integer.toString(value));
        super.addIntHeader(name, value);
    }

    @Override
    public void setDateHeader(String name, long date) {
        changed(name);
        super.setDateHeader(name, date);
    }

    @Override
    public void addDateHeader(String name, long date) {
        changed(name);
        super.addDateHeader(name, date);
    }

    @Override
    public void addCookie(Cookie cookie) {
        // Jetty adds Expires.
        changedByContainer();
        super.addCookie(cookie);
    }

    @Override
    public void setStatus(int status) {
        settled = false;
        super.setStatus(status);
    }

    @Override
    public void setContentType(@Nullable String type) {
        changed(CONTENT_TYPE);
        super.setContentType(type);
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        changed(CONTENT_TYPE);
        super.setCharacterEncoding(encoding);
    }

    /** Declared by Servlet 6.1. */
    public void setCharacterEncoding(@Nullable Charset encoding) {
        setCharacterEncoding(encoding == null ? null : encoding.name());
    }

    @Override
    public void setLocale(Locale locale) {
        changed(CONTENT_TYPE);
        headers.changed("Content-Language");
        super.setLocale(locale);
    }
}
