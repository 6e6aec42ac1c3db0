package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import io.seaworthy.kernel.ResponseHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JDK's headers as header edits and passes see them. */
record HeadersView(Headers headers) implements ResponseHeaders {

    @Override
    public @Nullable String first(String name) {
        return headers.getFirst(name);
    }

    @Override
    public List<String> all(String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public void set(String name, String value) {
        headers.set(name, value);
    }

    @Override
    public void add(String name, String value) {
        headers.add(name, value);
    }

    @Override
    public void remove(String name) {
        headers.remove(name);
    }

    @Override
    public boolean isExactly(String name, String value) {
        List<String> values = headers.get(name);
        return values != null && values.size() == 1 && value.equals(values.get(0));
    }
}
