package io.seaworthy.kernel.net;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request head for the tests of this package; the test kit's richer one lives above the kernel. */
record TestHead(String scheme, IpAddress peer, Map<String, List<String>> fields, Attributes attributes)
        implements RequestHead {

    static TestHead from(String peer) {
        return new TestHead(
                "http", IpAddress.parse(peer), new TreeMap<>(String.CASE_INSENSITIVE_ORDER), Attributes.none());
    }

    TestHead with(String name, String line) {
        fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(line);
        return this;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public @Nullable String authority() {
        return header("Host");
    }

    @Override
    public String rawPath() {
        return "/";
    }

    @Override
    public @Nullable String rawQuery() {
        return null;
    }

    @Override
    public @Nullable String header(String name) {
        List<String> lines = fields.get(name);
        return lines == null ? null : lines.get(0);
    }

    @Override
    public List<String> headers(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The same head after a guard found something out. */
    TestHead knowing(Attributes found) {
        return new TestHead(scheme, peer, fields, found);
    }
}
