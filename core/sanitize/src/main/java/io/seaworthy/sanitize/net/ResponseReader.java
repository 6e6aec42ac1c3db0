package io.seaworthy.sanitize.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one HTTP/1.1 answer (RFC 9112) strictly and within limits: a head of at most 32 KiB, a body of at most what the
 * client allows, one length only. The lines between chunks may take 32 KiB too, and 16 bytes more for each byte of content.
 * One use, one thread.
 */
final class ResponseReader {

    private static final int MAX_HEAD = 32_768;

    private final InputStream in;
    private final int maxBody;
    private int headLeft = MAX_HEAD;

    ResponseReader(InputStream in, int maxBody) {
        this.in = in;
        this.maxBody = maxBody;
    }

    FetchResponse read(PublicHttpUrl url) throws IOException {
        int status;
        Map<String, List<String>> headers;
        do {
            status = status(line());
            headers = headers();
        } while (status < 200);
        boolean empty = status == 204 || status == 304;
        byte[] body = empty ? new byte[0] : body(headers);
        return new FetchResponse(url, status, Collections.unmodifiableMap(headers), body);
    }

    private static int status(String line) throws FetchFailure {
        boolean http = line.length() >= 12
                && (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
                && (line.length() == 12 || line.charAt(12) == ' ');
        int status = http ? number(line.substring(9, 12), 10) : -1;
        if (status < 100 || status > 599 || status == 101) {
            throw malformed();
        }
        return status;
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !isToken(line, colon)) {
                throw malformed();
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return headers;
    }

    private static boolean isToken(String line, int end) {
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** A line without its CRLF; a bare CR or LF, a NUL and anything above Latin-1's printable part is malformed. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (true) {
            int b = in.read();
            if (b < 0 || --headLeft < 0) {
                throw malformed();
            }
            if (b == '\r') {
                if (in.read() != '\n') {
                    throw malformed();
                }
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (b != '\t' && (b < ' ' || b == 0x7f)) {
                throw malformed();
            }
            line.write(b);
        }
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !lengths.isEmpty() || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw malformed();
            }
            return chunked();
        }
        if (lengths.isEmpty()) {
            byte[] body = in.readNBytes(maxBody + 1);
            if (body.length > maxBody) {
                throw new FetchFailure(UrlRefusal.TOO_LARGE);
            }
            return body;
        }
        int length = lengths.size() == 1 ? number(lengths.get(0), 10) : -1;
        if (length < 0) {
            throw malformed();
        }
        return exactly(length, maxBody);
    }

    private byte[] exactly(int length, int allowed) throws IOException {
        if (length > allowed) {
            throw new FetchFailure(UrlRefusal.TOO_LARGE);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw malformed();
        }
        return bytes;
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        headLeft = MAX_HEAD;
        while (true) {
            String line = line();
            int semicolon = line.indexOf(';');
            int size = number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
            if (size < 0) {
                throw malformed();
            }
            if (size == 0) {
                headers(); // trailers, which nobody asked for
                return body.toByteArray();
            }
            body.writeBytes(exactly(size, maxBody - body.size()));
            headLeft = (int) Math.min(MAX_HEAD, headLeft + 16L * size);
            if (in.read() != '\r' || in.read() != '\n') {
                throw malformed();
            }
        }
    }

    /** Digits only, or -1; what is beyond an int counts as its greatest value. */
    private static int number(String text, int radix) {
        if (text.isEmpty()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = Math.min(value * radix + digit, Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private static FetchFailure malformed() {
        return new FetchFailure(UrlRefusal.MALFORMED_RESPONSE);
    }
}
