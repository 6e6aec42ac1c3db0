package io.seaworthy.jdkhttp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The response's body as the application writes it. Keeps count, so that an application's mistake (more bytes than
 * declared, a write after the end) is told from a client that has gone away, which alone counts as an abort.
 */
final class ResponseBody extends OutputStream {

    /** How the body's length is known. */
    enum Length {
        /** There is none; what the application writes is dropped. */
        NONE,
        /** As many bytes as declared. */
        DECLARED,
        /** Until the end of the stream. */
        OPEN
    }

    /** What happens at the body's end and when the client turns out to be gone. */
    interface Listener {

        void aborted(IOException gone);

        /** Everything was handed over; what is left of the request's body may be read now. */
        void handedOver();
    }

    private final OutputStream out;
    private final Listener listener;
    private volatile boolean begun;
    private Length length = Length.OPEN;
    private long declared;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean closed;

    ResponseBody(OutputStream out, Listener listener) {
        this.out = out;
        this.listener = listener;
    }

    /** The head is sent, the body may follow. */
    void begin(Framing framing) {
        length = framing.body();
        declared = framing.length();
        begun = true;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        requireOpen();
        if (length == Length.NONE || count == 0) {
            return;
        }
        if (length == Length.DECLARED && count > declared - written.get()) {
            throw new IOException("The response declares " + declared + " bytes; " + written + " are written and "
                    + count + " more do not fit");
        }
        try {
            out.write(bytes, offset, count);
        } catch (IOException gone) {
            listener.aborted(gone);
            throw gone;
        }
        written.addAndGet(count);
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        if (length == Length.NONE) {
            return;
        }
        try {
            out.flush();
        } catch (IOException gone) {
            listener.aborted(gone);
            throw gone;
        }
    }

    private void requireOpen() throws IOException {
        if (!begun) {
            throw new IOException("response headers not sent yet");
        }
        if (closed) {
            throw new IOException("The response's body is closed");
        }
    }

    /** Ends the body. One that is shorter than declared stays open: its connection has to be cut. */
    @Override
    public void close() throws IOException {
        if (closed || !begun || isShort()) {
            return;
        }
        flush();
        closed = true;
        if (length != Length.NONE) {
            listener.handedOver();
            out.close();
        }
    }

    private boolean isShort() {
        return length == Length.DECLARED && written.get() < declared;
    }

    long written() {
        return written.get();
    }

    /** Whether a response without a body was sent. */
    boolean isNone() {
        return begun && length == Length.NONE;
    }

    /** Whether the client has, or can be given, the whole of it without another word of the application. */
    boolean isWhole() {
        return begun
                && switch (length) {
                    case NONE -> true;
                    case DECLARED -> !isShort();
                    case OPEN -> closed;
                };
    }
}
