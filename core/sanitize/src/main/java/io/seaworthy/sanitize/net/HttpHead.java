package io.seaworthy.sanitize.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The start line and fields of one HTTP/1.1 message (RFC 9112), read strictly and at most 32 KiB of them. */
record HttpHead(String start, List<String> fields) {

    private static final int MAX_BYTES = 32_768;

    /** Fields for one connection only (RFC 9110 section 7.6.1), and what offers to change the protocol. */
    private static final Set<String> HOP = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "upgrade",
            "http2-settings",
            "proxy-authenticate",
            "proxy-authorization");

    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    HttpHead {
        fields = List.copyOf(fields);
    }

    /** The next head, or null where the stream ends before it or it breaks the rules. */
    static @Nullable HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        List<String> lines = new ArrayList<>();
        for (int count = 0; count < MAX_BYTES; count++) {
            int b = in.read();
            if (b == '\r') {
                if (in.read() != '\n') {
                    return null;
                }
                if (line.size() == 0) {
                    return lines.isEmpty() ? null : new HttpHead(lines.get(0), lines.subList(1, lines.size()));
                }
                String text = line.toString(StandardCharsets.ISO_8859_1);
                if (!lines.isEmpty() && !isField(text)) {
                    return null;
                }
                lines.add(text);
                line.reset();
            } else if (b < ' ' && b != '\t' || b == 0x7f) {
                return null;
            } else {
                line.write(b);
            }
        }
        return null;
    }

    private static boolean isField(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && isToken(line.substring(0, colon));
    }

    /** A name of a field or method (RFC 9110 section 5.6.2). */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    /** The values of a field, one for each of its lines. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> name(field).equals(name))
                .map(field -> field.substring(name.length() + 1).strip())
                .toList();
    }

    /** The same message for another connection, which is closed behind it. */
    byte[] forwarded(String newStart, @Nullable String host) {
        Set<String> dropped = new HashSet<>(HOP);
        for (String nominated : values("connection")) {
            for (String option : nominated.split(",", -1)) {
                dropped.add(option.strip().toLowerCase(Locale.ROOT));
            }
        }
        dropped.removeAll(FRAMING); // what says where the message ends goes wherever the message goes
        StringBuilder head = new StringBuilder(newStart).append("\r\n");
        if (host != null) {
            head.append("Host: ").append(host).append("\r\n");
            dropped.add("host");
        }
        for (String field : fields) {
            if (!dropped.contains(name(field))) {
                head.append(field).append("\r\n");
            }
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
