package io.seaworthy.headers.csrf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code application/x-www-form-urlencoded} (URL standard section 5.1), but strictly: broken escapes and malformed
 * UTF-8 are no form, and the number of fields is capped. Stateless.
 */
final class FormFields {

    private static final int MAX_FIELDS = 1000;

    private FormFields() {}

    /** The fields in their order, or null where the body is no form. */
    static @Nullable Map<String, List<String>> parse(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i < body.length && body[i] != '&') {
                continue;
            }
            if (i > start) {
                int equals = start;
                while (equals < i && body[equals] != '=') {
                    equals++;
                }
                String name = decode(body, start, equals);
                String value = decode(body, Math.min(equals + 1, i), i);
                if (name == null || value == null || ++count > MAX_FIELDS) {
                    return null;
                }
                fields.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
            start = i + 1;
        }
        fields.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(fields);
    }

    private static @Nullable String decode(byte[] body, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (body[i] == '+') {
                bytes.write(' ');
            } else if (body[i] == '%') {
                int high = i + 2 < to ? hex(body[i + 1]) : -1;
                int low = i + 2 < to ? hex(body[i + 2]) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(body[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hex(byte b) {
        return b >= 0 ? Character.digit(b, 16) : -1;
    }
}
