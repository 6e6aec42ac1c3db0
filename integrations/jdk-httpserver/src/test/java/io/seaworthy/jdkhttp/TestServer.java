package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A started server with one handler. */
final class TestServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(8);
    private final HttpContext context;

    private TestServer(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.setExecutor(executor);
        context = server.createContext("/", handler);
        server.start();
    }

    static TestServer start(HttpHandler handler) throws IOException {
        return start(HttpServer.create(), handler);
    }

    static TestServer start(HttpServer server, HttpHandler handler) throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        return new TestServer(server, handler);
    }

    HttpContext context() {
        return context;
    }

    TestServer with(Filter filter) {
        context.getFilters().add(filter);
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    RawConnection connect() throws IOException {
        return RawConnection.open(port());
    }

    RawResponse get(String target) throws IOException {
        return request("GET", target);
    }

    RawResponse request(String method, String target) throws IOException {
        try (RawConnection connection = connect()) {
            return connection
                    .send(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .read(method);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
