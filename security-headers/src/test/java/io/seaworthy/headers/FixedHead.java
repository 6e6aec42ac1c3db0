package io.seaworthy.headers;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A head that allocates nothing when it is read, so that what is counted is the guard's. Lower-case and usual names. */
final class FixedHead implements RequestHead {

    private final String method;
    private final String path;
    private final Map<String, List<String>> fields = new HashMap<>();

    FixedHead(String method, String path, String... fields) {
        this.method = method;
        this.path = path;
        for (int i = 0; i < fields.length; i += 2) {
            this.fields.put(fields[i], List.of(fields[i + 1]));
            this.fields.put(fields[i].toLowerCase(Locale.ROOT), List.of(fields[i + 1]));
        }
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
        return "example.com";
    }

    @Override
    public String rawPath() {
        return path;
    }

    @Override
    public @Nullable String rawQuery() {
        return null;
    }

    @Override
    public IpAddress peer() {
        return IpAddress.ofBits(0, 0xffff_7f00_0001L);
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = fields.get(name);
        return values == null ? null : values.get(0);
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = fields.get(name);
        return values == null ? List.of() : values;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none();
    }
}
