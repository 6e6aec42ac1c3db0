package io.seaworthy.jdkhttp;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request's body with its limit. What the server throws about a broken body becomes one type, so that it can be
 * told from the application's own failures.
 */
final class RequestBody extends InputStream {

    /** How much of an unread body is taken off the connection, so that the client gets to read the answer. */
    private static final long DRAIN_BYTES = 16L << 20;

    private final InputStream in;
    private final @Nullable BodyLimit limit;
    private long read;
    private boolean ended;
    private boolean broken;

    /** @param empty whether the request's head says that there is no body */
    RequestBody(InputStream in, @Nullable BodyLimit limit, boolean empty) {
        this.in = in;
        this.limit = limit;
        this.ended = empty;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        int count = fetch(bytes, offset, length);
        read += Math.max(count, 0);
        if (limit != null && read > limit.bytes()) {
            throw new BodyTooLargeException(limit);
        }
        return count;
    }

    private int fetch(byte[] bytes, int offset, int length) throws IOException {
        if (broken) {
            throw new IOException("The request's body is broken");
        }
        if (ended) {
            return -1;
        }
        try {
            int count = in.read(bytes, offset, length);
            ended = count < 0;
            return count;
        } catch (IOException | RuntimeException failure) {
            // The JDK's chunk parser throws runtime exceptions on sizes that overflow.
            broken = true;
            throw new MalformedBodyException(failure);
        }
    }

    @Override
    public int available() throws IOException {
        return ended || broken ? 0 : in.available();
    }

    /** Leaves the rest for {@link #drain()}: the answer goes first. */
    @Override
    public void close() {}

    /** Reads the rest off the connection; returns whether its end was reached. */
    boolean drain() {
        if (ended) {
            return true;
        }
        byte[] bytes = new byte[8192];
        long rest = DRAIN_BYTES;
        try {
            while (!ended && rest > 0) {
                rest -= fetch(bytes, 0, bytes.length);
            }
        } catch (IOException malformed) {
            return false;
        }
        return ended;
    }

    /** Whether reading failed, so that nobody knows where the next request begins. */
    boolean isBroken() {
        return broken;
    }
}
