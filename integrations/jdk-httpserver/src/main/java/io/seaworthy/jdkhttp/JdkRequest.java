package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange as guards see it. Reads the server's objects when asked and copies no text. */
final class JdkRequest extends ServerRequest {

    private final HttpExchange exchange;
    private final RequestTarget target;
    private final RequestFields fields;

    JdkRequest(HttpExchange exchange) {
        this.exchange = exchange;
        this.fields = RequestFields.of(exchange.getRequestHeaders());
        // A URI keeps the text that it was parsed from; its accessors disagree with other parsers about some targets.
        this.target = RequestTarget.parse(exchange.getRequestURI().toString());
    }

    RequestTarget target() {
        return target;
    }

    RequestFields fields() {
        return fields;
    }

    @Override
    protected String sourceMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    protected String sourceScheme() {
        return exchange instanceof HttpsExchange ? "https" : "http";
    }

    /** The one Host, or null where there is none or several: guards must not choose between two. */
    @Override
    protected @Nullable String sourceAuthority() {
        List<String> hosts = sourceHeaders("Host");
        return hosts.size() == 1 ? hosts.get(0) : null;
    }

    @Override
    protected String sourceRawPath() {
        return target.path();
    }

    @Override
    protected @Nullable String sourceRawQuery() {
        return target.query();
    }

    @Override
    protected IpAddress sourcePeer() {
        return IpAddress.of(exchange.getRemoteAddress().getAddress());
    }

    @Override
    protected @Nullable String sourceHeader(String name) {
        return fields.first(name);
    }

    @Override
    protected List<String> sourceHeaders(String name) {
        List<String> values = fields.get(name);
        return values == null ? List.of() : values;
    }

    @Override
    protected Iterable<String> sourceHeaderNames() {
        return exchange.getRequestHeaders().keySet();
    }

    @Override
    public String toString() {
        return "JdkRequest[" + exchange.getRequestMethod() + ' ' + target.path() + ']';
    }
}
