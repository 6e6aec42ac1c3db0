package io.seaworthy.servlet;

import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.internal.KnownFields;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A servlet response's header fields. What this filter wrote, and what nobody wrote, it knows without asking the
 * container: a look-up is a scan there, and makes an iterator and a list. The application's changes are told by the
 * wrapped response, through which it makes them. Not thread-safe, as the response is not.
 */
final class ServletResponseHeaders implements ResponseHeaders {

    private static final String CONTENT_TYPE = "Content-Type";

    private final HttpServletResponse response;
    private final KnownFields known = new KnownFields();

    ServletResponseHeaders(HttpServletResponse response) {
        this.response = response;
    }

    /** The response is one that the application has not seen; what is in it was written by others before. */
    void begin() {
        known.begin();
        for (String name : response.getHeaderNames()) {
            known.changed(name);
        }
        // The container's own to write, whenever it likes: for a session's cookie, for a charset.
        known.changed(CONTENT_TYPE);
        known.changed("Set-Cookie");
        known.changed("Expires");
    }

    /** The application may have written this field. */
    void changed(String name) {
        known.changed(name);
    }

    /** The container may have written any field. */
    void forget() {
        known.forget();
    }

    /** Tomcat keeps the content type apart from the fields until it commits. */
    @Override
    public @Nullable String first(String name) {
        if (known.isAbsent(name)) {
            return null;
        }
        String value = known.value(name);
        return value != null ? value : name.equalsIgnoreCase(CONTENT_TYPE) ? type() : response.getHeader(name);
    }

    private @Nullable String type() {
        return response.getContentType();
    }

    @Override
    public List<String> all(String name) {
        if (known.isAbsent(name)) {
            return List.of();
        }
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            String type = type();
            return type == null ? List.of() : List.of(type);
        }
        String value = known.value(name);
        if (value != null) {
            return List.of(value);
        }
        Collection<String> values = response.getHeaders(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, String value) {
        if (known.isAbsent(name)) {
            // The same, without a scan for what is not there.
            response.addHeader(name, value);
        } else {
            response.setHeader(name, value);
        }
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            known.changed(name);
        } else {
            known.wrote(name, value);
        }
    }

    @Override
    public void add(String name, String value) {
        response.addHeader(name, value);
        known.changed(name);
    }

    /** Servlet 6.0 has no way to remove a field: a container that ignores null is left with an empty value. */
    @Override
    public void remove(String name) {
        if (known.isAbsent(name)) {
            return;
        }
        known.changed(name);
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
        String written = known.value(name);
        if (written != null) {
            return written.equals(value);
        }
        if (!value.equals(first(name))) {
            return false;
        }
        return name.equalsIgnoreCase(CONTENT_TYPE) || response.getHeaders(name).size() == 1;
    }
}
