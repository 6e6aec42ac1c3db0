package io.seaworthy.testkit;

import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that came from no server. */
final class MemoryRequest extends ServerRequest {

    private final String method;
    private final String scheme;
    private final @Nullable String authority;
    private final String rawPath;
    private final @Nullable String rawQuery;
    private final IpAddress peer;
    private final Map<String, List<String>> fields;

    MemoryRequest(
            String method,
            String scheme,
            @Nullable String authority,
            String rawPath,
            @Nullable String rawQuery,
            IpAddress peer,
            Map<String, List<String>> fields) {
        this.method = method;
        this.scheme = scheme;
        this.authority = authority;
        this.rawPath = rawPath;
        this.rawQuery = rawQuery;
        this.peer = peer;
        this.fields = fields;
    }

    @Override
    protected String sourceMethod() {
        return method;
    }

    @Override
    protected String sourceScheme() {
        return scheme;
    }

    @Override
    protected @Nullable String sourceAuthority() {
        return authority;
    }

    @Override
    protected String sourceRawPath() {
        return rawPath;
    }

    @Override
    protected @Nullable String sourceRawQuery() {
        return rawQuery;
    }

    @Override
    protected IpAddress sourcePeer() {
        return peer;
    }

    @Override
    protected @Nullable String sourceHeader(String name) {
        List<String> values = sourceHeaders(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    protected List<String> sourceHeaders(String name) {
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return List.of();
    }

    @Override
    protected Iterable<String> sourceHeaderNames() {
        return fields.keySet();
    }

    @Override
    public String toString() {
        return "MemoryRequest[" + method + ' ' + rawPath + ']';
    }
}
