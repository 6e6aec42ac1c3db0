package io.seaworthy.kernel;

import io.seaworthy.kernel.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The smallest live request; kernel tests cannot use the testkit, which depends on the kernel. */
final class TestRequest extends ServerRequest {

    final Map<String, List<String>> fields = new LinkedHashMap<>();
    int reads;

    @Override
    protected String sourceMethod() {
        reads++;
        return "GET";
    }

    @Override
    protected String sourceScheme() {
        return "http";
    }

    @Override
    protected @Nullable String sourceAuthority() {
        return "example.com";
    }

    @Override
    protected String sourceRawPath() {
        return "/path";
    }

    @Override
    protected @Nullable String sourceRawQuery() {
        return "a=b";
    }

    @Override
    protected IpAddress sourcePeer() {
        return IpAddress.ofBits(0, 0xffff_7f00_0001L);
    }

    @Override
    protected @Nullable String sourceHeader(String name) {
        List<String> values = sourceHeaders(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    protected List<String> sourceHeaders(String name) {
        return fields.getOrDefault(name, List.of());
    }

    @Override
    protected Iterable<String> sourceHeaderNames() {
        return fields.keySet();
    }
}
