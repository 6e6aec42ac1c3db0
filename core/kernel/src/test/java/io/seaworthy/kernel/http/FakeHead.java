package io.seaworthy.kernel.http;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A head made of plain values. */
final class FakeHead implements RequestHead {

    String method = "GET";
    String path = "/";

    @Nullable
    String query;

    @Nullable
    String authority = "example.com";

    final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static FakeHead get(String path) {
        FakeHead head = new FakeHead();
        head.path = path;
        return head;
    }

    FakeHead with(String name, String value) {
        fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String scheme() {
        return "https";
    }

    @Override
    public @Nullable String authority() {
        return authority;
    }

    @Override
    public String rawPath() {
        return path;
    }

    @Override
    public @Nullable String rawQuery() {
        return query;
    }

    @Override
    public IpAddress peer() {
        return IpAddress.ofBits(0, 0xffff_7f00_0001L);
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public List<String> headers(String name) {
        return fields.getOrDefault(name, List.of());
    }

    @Override
    public Attributes attributes() {
        return Attributes.none();
    }
}
