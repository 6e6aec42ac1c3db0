package io.seaworthy.benchmarks;

import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose head is ready in memory: the least that a server could cost. One object for each request. */
public final class ArrayRequest extends ServerRequest {

    private final String method;
    private final String path;
    private final IpAddress peer;
    private final ArrayFields fields;

    public ArrayRequest(String method, String path, IpAddress peer, ArrayFields fields) {
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
        return fields.first("Host");
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
        return fields.first(name);
    }

    @Override
    protected List<String> sourceHeaders(String name) {
        return fields.all(name);
    }

    @Override
    protected Iterable<String> sourceHeaderNames() {
        return fields.names();
    }
}
