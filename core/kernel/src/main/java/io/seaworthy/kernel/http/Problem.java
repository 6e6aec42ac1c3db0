package io.seaworthy.kernel.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about a refusal: an RFC 9457 problem with a stable {@code type}, a machine-readable code and
 * nothing of the service's insides. Immutable, thread-safe.
 */
public final class Problem {

    /** The media type, {@code application/problem+json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final String type;
    private final int status;
    private final String code;
    private final String title;
    private final Map<String, Object> members;

    private Problem(String type, int status, String code, String title, Map<String, Object> members) {
        this.type = type;
        this.status = status;
        this.code = code;
        this.title = title;
        this.members = members;
    }

    /** A problem of type {@code urn:seaworthy:problem:CODE}. */
    public static Problem of(int status, String code, String title) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status of 400 to 599, not " + status);
        }
        return new Problem(
                "urn:seaworthy:problem:" + Objects.requireNonNull(code, "code"),
                status,
                code,
                Objects.requireNonNull(title, "title"),
                Map.of());
    }

    /** The same problem with another type URI. */
    public Problem type(String uri) {
        return new Problem(Objects.requireNonNull(uri, "uri"), status, code, title, members);
    }

    /** The same problem with an extension member: a string, number, boolean, list or map. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, status, code, title, Collections.unmodifiableMap(more));
    }

    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** The JSON document in UTF-8, with {@code request_id} where one is known. */
    public byte[] toJson(@Nullable String requestId) {
        return ("{\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " " + code;
    }
}
