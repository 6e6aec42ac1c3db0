package io.seaworthy.benchmarks;

import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request head over an array of names and values: the least that a server could cost. */
final class ArrayRequest extends ServerRequest {

    private final String method;
    private final String path;
    private final IpAddress peer;
    private final String[] fields;

    ArrayRequest(String method, String path, IpAddress peer, String... fields) {
        this.method = method;
        this.path = path;
        this.peer = peer;
        this.fields = fields;
    }

    @Override
    protected String sourceMethod() {
        return method;
    }

    @Override
    protected String sourceScheme() {
        return "http";
    }

    @Override
    protected @Nullable String sourceAuthority() {
        return sourceHeader("Host");
    }

    @Override
    protected String sourceRawPath() {
        return path;
    }

    @Override
    protected @Nullable String sourceRawQuery() {
        return null;
    }

    @Override
    protected IpAddress sourcePeer() {
        return peer;
    }

    @Override
    protected @Nullable String sourceHeader(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    @Override
    protected List<String> sourceHeaders(String name) {
        // A field that is absent or single, as nearly all are, costs nothing here: the list is the server's affair.
        String first = sourceHeader(name);
        return first == null ? List.of() : collect(name);
    }

    private List<String> collect(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    @Override
    protected Iterable<String> sourceHeaderNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            names.add(fields[i]);
        }
        return names;
    }
}
