package io.seaworthy.sanitize.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The content of one request (RFC 9112 section 6.3) on its way through the proxy: exactly that, so that no second request
 * behind it reaches the host of the first. Stateless.
 */
final class RequestBody {

    private static final int MAX_LINE = 256;
    private static final int MAX_TRAILERS = 32_768;

    /** Length of a body in chunks. */
    static final long CHUNKED = -1;

    /** Length of a body that can be read in two ways. */
    static final long AMBIGUOUS = -2;

    private RequestBody() {}

    /** The body's length, {@link #CHUNKED} or {@link #AMBIGUOUS}; 0 where the head announces none. */
    static long length(HttpHead head) {
        List<String> codings = head.values("transfer-encoding");
        List<String> lengths = head.values("content-length");
        if (!codings.isEmpty()) {
            boolean plain =
                    codings.size() == 1 && lengths.isEmpty() && codings.get(0).equalsIgnoreCase("chunked");
            return plain ? CHUNKED : AMBIGUOUS;
        }
        if (lengths.isEmpty()) {
            return 0;
        }
        return lengths.size() == 1 ? number(lengths.get(0), 10) : AMBIGUOUS;
    }

    /** Copies the body; what stands behind it is left. */
    static void copy(InputStream in, OutputStream out, long length) throws IOException {
        if (length != CHUNKED) {
            exactly(in, out, length);
            out.flush();
            return;
        }
        long size;
        do {
            String line = line(in, out, MAX_LINE);
            int semicolon = line.indexOf(';');
            size = number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
            if (size < 0) {
                throw new IOException("No chunk");
            }
            exactly(in, out, size);
            if (size > 0 && !line(in, out, 0).isEmpty()) {
                throw new IOException("No end of a chunk");
            }
            out.flush();
        } while (size > 0);
        int left = MAX_TRAILERS;
        String trailer;
        do {
            trailer = line(in, out, left);
            left -= trailer.length();
        } while (!trailer.isEmpty());
        out.flush();
    }

    private static void exactly(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[8_192];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("The body ends early");
            }
            out.write(buffer, 0, read);
            left -= read;
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private static String line(InputStream in, OutputStream out, int max) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < ' ' || line.length() >= max) {
                throw new IOException("No line");
            }
            line.append((char) b);
        }
        if (in.read() != '\n') {
            throw new IOException("No end of a line");
        }
        out.write(line.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        out.write('\r');
        out.write('\n');
        return line.toString();
    }

    /** Digits only, at most fifteen of them, or {@link #AMBIGUOUS}. */
    private static long number(String text, int radix) {
        if (text.isEmpty() || text.length() > 15) {
            return AMBIGUOUS;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return AMBIGUOUS;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
