package io.seaworthy.testkit;

import io.seaworthy.kernel.http.HeaderSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads responses by the letter of RFC 9112; a deviation is an assertion error that says which. */
final class ResponseParser {

    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;
    private final boolean untilClose;

    /** @param untilClose whether the connection's end may be the body's, as it may for an HTTP/1.0 request */
    ResponseParser(InputStream in, boolean untilClose) {
        this.in = in;
        this.untilClose = untilClose;
    }

    RawResponse read(String method) throws IOException {
        List<Integer> interim = new ArrayList<>();
        while (true) {
            String statusLine = line();
            if (!statusLine.startsWith("HTTP/1.1 ") || statusLine.length() < 13 || statusLine.charAt(12) != ' ') {
                throw new AssertionError("not a status line (RFC 9112 section 4): " + statusLine);
            }
            int status = number(statusLine.substring(9, 12), 10);
            List<Map.Entry<String, String>> fields = fields();
            if (status >= 100 && status < 200 && status != 101) {
                interim.add(status);
                continue;
            }
            RawResponse head = new RawResponse(status, fields, new byte[0], interim);
            return new RawResponse(status, fields, body(method, head), interim);
        }
    }

    private List<Map.Entry<String, String>> fields() throws IOException {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0 || !HeaderSyntax.isToken(line.substring(0, colon))) {
                throw new AssertionError("not a header line (RFC 9112 section 5): " + line);
            }
            String value = line.substring(colon + 1).strip();
            if (!HeaderSyntax.isValue(value)) {
                throw new AssertionError("not a header value (RFC 9110 section 5.5): " + line);
            }
            fields.add(Map.entry(line.substring(0, colon), value));
        }
        return fields;
    }

    private byte[] body(String method, RawResponse head) throws IOException {
        List<String> lengths = head.all("Content-Length");
        List<String> codings = head.all("Transfer-Encoding");
        if (lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
            throw new AssertionError("ambiguous framing (RFC 9112 section 6.3): " + head);
        }
        if (head.status() == 204 && !(lengths.isEmpty() && codings.isEmpty())) {
            throw new AssertionError("a 204 has no framing fields (RFC 9110 section 8.6): " + head);
        }
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if (!codings.isEmpty()) {
            if (!codings.get(0).equals("chunked")) {
                throw new AssertionError("a coding that was not asked for: " + codings);
            }
            return chunked();
        }
        if (!lengths.isEmpty()) {
            return exactly(number(lengths.get(0), 10));
        }
        if (!untilClose && !head.closes()) {
            throw new AssertionError("a body without length on a connection that stays open: " + head);
        }
        return in.readAllBytes();
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(), 16);
            if (size == 0) {
                fields();
                return body.toByteArray();
            }
            body.writeBytes(exactly(size));
            if (!line().isEmpty()) {
                throw new AssertionError("a chunk does not end where its size says (RFC 9112 section 7.1)");
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new TruncatedResponseError("the body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static int number(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > 7 || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
            throw new AssertionError("not a number: " + digits);
        }
        return Integer.parseInt(digits, radix);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new TruncatedResponseError("the connection ends within a response, after: " + line);
            }
            if (c == '\n') {
                throw new AssertionError("LF without CR after: " + line);
            }
            if (c == '\r') {
                if (in.read() != '\n') {
                    throw new AssertionError("CR without LF after: " + line);
                }
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            line.write(c);
            if (line.size() > MAX_LINE) {
                throw new AssertionError("a line longer than " + MAX_LINE + " bytes");
            }
        }
    }
}
