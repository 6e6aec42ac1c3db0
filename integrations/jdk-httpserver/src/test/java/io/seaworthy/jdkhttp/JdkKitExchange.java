package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import io.seaworthy.testkit.KitExchange;
import java.io.IOException;
import java.io.InputStream;

/** The kit's exchange over what the adapter hands to the application. */
final class JdkKitExchange implements KitExchange {

    private final HttpExchange exchange;
    private int status = 200;
    private boolean committed;

    JdkKitExchange(HttpExchange exchange) {
        this.exchange = exchange;
    }

    HttpExchange exchange() {
        return exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public String requestHeader(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public InputStream requestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public void status(int status) {
        this.status = status;
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        exchange.getResponseHeaders().add(name, value);
    }

    @Override
    public void send(byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void write(byte[] part) throws IOException {
        commit();
        exchange.getResponseBody().write(part);
    }

    @Override
    public void flush() throws IOException {
        commit();
        exchange.getResponseBody().flush();
    }

    private void commit() throws IOException {
        if (!committed) {
            committed = true;
            exchange.sendResponseHeaders(status, 0);
        }
    }
}
