package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.internal.KnownFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's headers as header edits and passes see them, for as long as nobody else writes into them: a look-up by name
 * makes three objects there, so they are read once. Not thread-safe.
 */
final class HeadersView implements ResponseHeaders {

    private final Headers headers;
    private final KnownFields known = new KnownFields();

    HeadersView(Headers headers) {
        this.headers = headers;
        learn();
    }

    Headers headers() {
        return headers;
    }

    /** Reads all fields again: somebody else may have written into them. */
    void learn() {
        known.begin();
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            List<String> values = field.getValue();
            if (values.size() == 1 && values.get(0) != null) {
                known.wrote(field.getKey(), values.get(0));
            } else {
                known.changed(field.getKey());
            }
        }
    }

    @Override
    public @Nullable String first(String name) {
        if (known.isAbsent(name)) {
            return null;
        }
        String value = known.value(name);
        return value != null ? value : headers.getFirst(name);
    }

    @Override
    public List<String> all(String name) {
        if (known.isAbsent(name)) {
            return List.of();
        }
        List<String> values = headers.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, String value) {
        headers.set(name, value);
        known.wrote(name, value);
    }

    @Override
    public void add(String name, String value) {
        headers.add(name, value);
        known.changed(name);
    }

    @Override
    public void remove(String name) {
        if (!known.isAbsent(name)) {
            headers.remove(name);
            known.changed(name);
        }
    }

    @Override
    public boolean isExactly(String name, String value) {
        String one = known.value(name);
        if (one != null || known.isAbsent(name)) {
            return value.equals(one);
        }
        List<String> values = headers.get(name);
        return values != null && values.size() == 1 && value.equals(values.get(0));
    }
}
