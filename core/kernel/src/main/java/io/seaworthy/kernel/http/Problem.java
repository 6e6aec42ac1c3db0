package io.seaworthy.kernel.http;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.internal.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about a refusal: an RFC 9457 problem with a stable {@code type}, a machine-readable code and
 * nothing of the service's insides. Keep problems in constants: the JSON of everything but the request id is made when
 * the problem is. Immutable, thread-safe.
 */
public final class Problem {

    /** The media type, {@code application/problem+json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Set<String> RESERVED = Set.of("type", "title", "status", "code", "request_id");

    private final String type;
    private final int status;
    private final String code;
    private final String title;

    /** Extension members with their values in JSON. */
    private final Map<String, byte[]> members;

    /** The document without its closing brace. */
    private final byte[] open;

    private Problem(String type, int status, String code, String title, Map<String, byte[]> members) {
        this.type = type;
        this.status = status;
        this.code = code;
        this.title = title;
        this.members = members;
        JsonWriter json = JsonWriter.create().beginObject();
        json.name("type").value(type);
        json.name("title").value(title);
        json.name("status").value((long) status);
        json.name("code").value(code);
        members.forEach((name, value) -> json.name(name).raw(value));
        this.open = json.buffer().toBytes();
    }

    /**
     * A problem of type {@code urn:seaworthy:problem:CODE}.
     *
     * @param status 400 to 599
     * @param code lower-case letters, digits and underscores: {@code invalid_token}; not {@code "Invalid token"}
     * @param title a sentence for people, the same for each problem of this code
     */
    public static Problem of(int status, String code, String title) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status of 400 to 599, not " + status);
        }
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "A problem's code consists of lower-case letters, digits and underscores; this one does not");
        }
        return new Problem(
                "urn:seaworthy:problem:" + code, status, code, Objects.requireNonNull(title, "title"), Map.of());
    }

    private static boolean isCode(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return !code.isEmpty();
    }

    /** The same problem with another type URI. */
    public Problem type(String uri) {
        return new Problem(Objects.requireNonNull(uri, "uri"), status, code, title, members);
    }

    /**
     * The same problem with an extension member (RFC 9457 section 3.2): a string, number, boolean, list or map, copied.
     * A member that is there already is replaced.
     *
     * @param member any name but {@code type}, {@code title}, {@code status}, {@code code} and {@code request_id}
     */
    public Problem with(String member, Object value) {
        if (RESERVED.contains(member)) {
            throw new IllegalArgumentException("The member " + member + " is the problem's own; choose another name");
        }
        Map<String, byte[]> more = new LinkedHashMap<>(members);
        more.put(Objects.requireNonNull(member, "member"), Json.write(Objects.requireNonNull(value, "value")));
        return new Problem(type, status, code, title, more);
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
        JsonBuffer json = JsonBuffer.create(open.length + 64).put(open);
        if (requestId != null) {
            json.putAscii(",\"request_id\":").putString(requestId);
        }
        return json.put('}').toBytes();
    }

    @Override
    public String toString() {
        return status + " " + code;
    }
}
