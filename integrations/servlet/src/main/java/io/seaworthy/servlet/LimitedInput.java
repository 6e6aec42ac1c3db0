package io.seaworthy.servlet;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The request's stream, which ends with an exception where the body passes its limit. As thread-safe as its source. */
final class LimitedInput extends ServletInputStream {

    private final ServletInputStream in;
    private final @Nullable BodyLimit limit;
    private final RequestFaults faults;
    private long left;

    LimitedInput(ServletInputStream in, @Nullable BodyLimit limit, RequestFaults faults) {
        this.in = in;
        this.limit = limit;
        this.faults = faults;
        this.left = limit == null ? Long.MAX_VALUE : limit.bytes();
    }

    @Override
    public int read() throws IOException {
        try {
            took(0);
            int b = in.read();
            if (b >= 0) {
                took(1);
            }
            return b;
        } catch (IOException e) {
            throw faults.add(e);
        }
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return read(bytes, 0, bytes.length);
    }

    /** Asks for one byte more than is left: only then is it known whether the body ends there. */
    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        try {
            took(0);
            int got = in.read(bytes, from, (int) Math.min(count, Math.max(left, left + 1)));
            took(Math.max(got, 0));
            return got;
        } catch (IOException e) {
            throw faults.add(e);
        }
    }

    /** Throws again and again, for those who swallow the exception and read on. */
    private void took(int count) throws BodyTooLargeException {
        left -= count;
        if (left < 0 && limit != null) {
            throw new BodyTooLargeException(limit);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    /**
     * The listener hears of its own failure to keep to the limit from here: where the container sees it, it closes the
     * connection, and the client never gets the listener's answer.
     */
    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                try {
                    listener.onDataAvailable();
                } catch (BodyTooLargeException e) {
                    listener.onError(e);
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                listener.onAllDataRead();
            }

            @Override
            public void onError(Throwable failure) {
                listener.onError(failure);
            }
        });
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
