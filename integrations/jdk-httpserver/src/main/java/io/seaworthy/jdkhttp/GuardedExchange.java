package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The exchange that the application gets: the request is the server's own, the response goes through the reply. */
final class GuardedExchange extends HttpExchange {

    private final HttpExchange exchange;
    private final Response response;

    private GuardedExchange(HttpExchange exchange, Response response) {
        this.exchange = exchange;
        this.response = response;
    }

    /** An exchange of the same kind: applications ask for the TLS session by {@code instanceof}. */
    static HttpExchange of(HttpExchange exchange, Reply reply, RequestBody body) {
        Response response = new Response(exchange, reply, body);
        return exchange instanceof HttpsExchange secure
                ? new GuardedHttpsExchange(secure, response)
                : new GuardedExchange(exchange, response);
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return response.headers();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public void close() {
        response.close();
    }

    @Override
    public InputStream getRequestBody() {
        return response.requestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return response.body();
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        response.send(status, length);
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return response.status();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return response.attribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        response.attribute(name, value);
    }

    @Override
    public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
        response.streams(in, out);
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }
}
