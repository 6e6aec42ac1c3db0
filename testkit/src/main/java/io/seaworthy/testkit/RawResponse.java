package io.seaworthy.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response as it came over the wire. */
public final class RawResponse {

    private final int status;
    private final List<Map.Entry<String, String>> fields;
    private final byte[] body;
    private final List<Integer> interim;

    RawResponse(int status, List<Map.Entry<String, String>> fields, byte[] body, List<Integer> interim) {
        this.status = status;
        this.fields = List.copyOf(fields);
        this.body = body.clone();
        this.interim = List.copyOf(interim);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The header lines in order, names as sent. */
    public List<Map.Entry<String, String>> fields() {
        return fields;
    }

    /** The body, decoded if it was chunked; empty where there was none. */
    public byte[] body() {
        return body.clone();
    }

    /** The statuses of the 1xx responses before it. */
    public List<Integer> interim() {
        return interim;
    }

    /** The values of a header, a line each. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, String> field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                values.add(field.getValue());
            }
        }
        return values;
    }

    /** The one value of a header, or null; two lines of it are an error. */
    public @Nullable String header(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " is there " + values.size() + " times: " + values);
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** Whether the server said that it closes the connection. */
    public boolean closes() {
        return all("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " " + fields + " " + text();
    }
}
