package io.seaworthy.testkit;

import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Requests for guard tests, without a server.
 *
 * <pre>{@code
 * Decision decision = guard.check(RequestHeads.get("/api/me?full=1").header("Origin", "https://a.example").build());
 * }</pre>
 *
 * <p>Defaults: scheme {@code http}, authority {@code localhost} (also the {@code Host} header), peer 192.0.2.1. What a
 * real request could not carry is not refused here: a test may well want it.
 */
public final class RequestHeads {

    private final String method;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private String scheme = "http";
    private @Nullable String authority = "localhost";
    private IpAddress peer = address("192.0.2.1");
    private Attributes attributes = Attributes.none();

    private RequestHeads(String method, String target) {
        this.method = Objects.requireNonNull(method, "method");
        int question = target.indexOf('?');
        rawPath = question < 0 ? target : target.substring(0, question);
        rawQuery = question < 0 ? null : target.substring(question + 1);
    }

    /** A GET of a path with an optional query. */
    public static RequestHeads get(String target) {
        return of("GET", target);
    }

    public static RequestHeads post(String target) {
        return of("POST", target);
    }

    public static RequestHeads put(String target) {
        return of("PUT", target);
    }

    public static RequestHeads delete(String target) {
        return of("DELETE", target);
    }

    public static RequestHeads head(String target) {
        return of("HEAD", target);
    }

    public static RequestHeads options(String target) {
        return of("OPTIONS", target);
    }

    /** Any method, {@code PROPFIND} too. */
    public static RequestHeads of(String method, String target) {
        return new RequestHeads(method, target);
    }

    /** Adds a header line; a second one of the same name is kept beside the first. */
    public RequestHeads header(String name, String value) {
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                List<String> more = new ArrayList<>(field.getValue());
                more.add(value);
                field.setValue(List.copyOf(more));
                return this;
            }
        }
        fields.put(name, List.of(value));
        return this;
    }

    /** The scheme of the connection, {@code "http"} or {@code "https"}. */
    public RequestHeads scheme(String scheme) {
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        return this;
    }

    /** The authority as sent. */
    public RequestHeads authority(String authority) {
        this.authority = Objects.requireNonNull(authority, "authority");
        return this;
    }

    /** A request without {@code Host}. */
    public RequestHeads withoutAuthority() {
        this.authority = null;
        return this;
    }

    /** The connection's other end, as an address literal: {@code "203.0.113.9"}, {@code "2001:db8::1"}. */
    public RequestHeads peer(String literal) {
        return peer(address(literal));
    }

    public RequestHeads peer(IpAddress peer) {
        this.peer = Objects.requireNonNull(peer, "peer");
        return this;
    }

    /** What an earlier guard found out. */
    public <T> RequestHeads attribute(Attribute<T> key, T value) {
        attributes = attributes.with(key, value);
        return this;
    }

    /** The request. Each call makes a new one; a chain may run on it. */
    public ServerRequest build() {
        Map<String, List<String>> copy = new LinkedHashMap<>(fields);
        if (authority != null && copy.keySet().stream().noneMatch("Host"::equalsIgnoreCase)) {
            copy.put("Host", List.of(authority));
        }
        MemoryRequest request = new MemoryRequest(method, scheme, authority, rawPath, rawQuery, peer, copy);
        if (!attributes.isEmpty()) {
            Decision known = new Decision.Proceed(HeaderEdits.none(), attributes, null, null);
            GuardChain.of(head -> known).run(request);
        }
        return request;
    }

    private static IpAddress address(String literal) {
        if (literal.isEmpty() || literal.chars().anyMatch(c -> c != ':' && c != '.' && Character.digit(c, 16) < 0)) {
            throw new IllegalArgumentException("A peer is an address literal, never a name: " + literal);
        }
        try {
            return IpAddress.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address literal: " + literal, e);
        }
    }
}
