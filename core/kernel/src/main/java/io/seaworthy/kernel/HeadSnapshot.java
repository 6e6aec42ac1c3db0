package io.seaworthy.kernel;

import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An immutable copy of a request's head, readable on any thread. */
record HeadSnapshot(
        String method,
        String scheme,
        @Nullable String authority,
        String rawPath,
        @Nullable String rawQuery,
        IpAddress peer,
        Map<String, List<String>> fields) {

    static HeadSnapshot of(RequestHead head, Iterable<String> names) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            fields.put(name, List.copyOf(head.headers(name)));
        }
        return new HeadSnapshot(
                head.method(), head.scheme(), head.authority(), head.rawPath(), head.rawQuery(), head.peer(), fields);
    }

    @Nullable
    String header(String name) {
        List<String> values = fields.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    List<String> headers(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
