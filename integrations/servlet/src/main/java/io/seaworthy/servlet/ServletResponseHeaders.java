package io.seaworthy.servlet;

import io.seaworthy.kernel.ResponseHeaders;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet response's header fields. Not thread-safe, as the response is not. */
final class ServletResponseHeaders implements ResponseHeaders {

    private static final String CONTENT_TYPE = "Content-Type";

    private final HttpServletResponse response;

    ServletResponseHeaders(HttpServletResponse response) {
        this.response = response;
    }

    /** Tomcat keeps the content type apart from the fields until it commits. */
    @Override
    public @Nullable String first(String name) {
        return name.equalsIgnoreCase(CONTENT_TYPE) ? response.getContentType() : response.getHeader(name);
    }

    @Override
    public List<String> all(String name) {
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            String type = response.getContentType();
            return type == null ? List.of() : List.of(type);
        }
        Collection<String> values = response.getHeaders(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void add(String name, String value) {
        response.addHeader(name, value);
    }

    /** Servlet 6.0 has no way to remove a field: a container that ignores null is left with an empty value. */
    @Override
    public void remove(String name) {
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            response.setContentType(null);
        } else if (response.containsHeader(name)) {
            response.setHeader(name, null);
            if (response.containsHeader(name)) {
                response.setHeader(name, "");
            }
        }
    }

    @Override
    public boolean isExactly(String name, String value) {
        if (!value.equals(first(name))) {
            return false;
        }
        return name.equalsIgnoreCase(CONTENT_TYPE) || response.getHeaders(name).size() == 1;
    }
}
