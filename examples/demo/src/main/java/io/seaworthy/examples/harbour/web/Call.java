package io.seaworthy.examples.harbour.web;

import io.seaworthy.kernel.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request as Harbour's endpoints see it, on whichever server. */
public final class Call {

    /** Opens the body; reading past the route's body limit throws. */
    @FunctionalInterface
    public interface Body {
        InputStream open() throws IOException;
    }

    private final RequestHead head;
    private final Map<String, String> variables;
    private final Body body;

    public Call(RequestHead head, Map<String, String> variables, Body body) {
        this.head = head;
        this.variables = variables;
        this.body = body;
    }

    public RequestHead head() {
        return head;
    }

    /** The body's stream; the caller need not close it. */
    public InputStream body() throws IOException {
        return body.open();
    }

    /** A variable of the matched route; the router has checked that it exists. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no variable {" + name + "}");
        }
        return value;
    }

    /** The first value of a query parameter, decoded, or null; also null where its encoding is broken. */
    public @Nullable String query(String name) {
        String query = head.rawQuery();
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals == name.length() && pair.startsWith(name)) {
                try {
                    return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
