package io.seaworthy.examples.harbour.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.examples.harbour.web.Routing;
import io.seaworthy.jdkhttp.SeaworthyHandler;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.readiness.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Harbour on the JDK's own server. */
public final class JdkServer implements WebServer {

    private static final int BACKLOG = 1024;

    static {
        // Read once, when the server's classes load. Without the first, keep-alive answers wait for delayed
        // acknowledgements on JDK 17; without the second, a client that sends its head slowly holds a thread for ever.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxReqTime", "30");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

    private volatile List<Evidence> evidence = List.of();

    private JdkServer(HttpServer server) {
        this.server = server;
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    public static JdkServer bind(InetSocketAddress address) {
        try {
            return new JdkServer(HttpServer.create(address, BACKLOG));
        } catch (IOException e) {
            throw new UncheckedIOException("Harbour cannot listen on " + address, e);
        }
    }

    @Override
    public void serve(GuardChain chain, Routing routing) {
        server.setExecutor(executor);
        SeaworthyHandler handler = SeaworthyHandler.async(chain, exchange -> answer(exchange, routing), executor);
        evidence = handler.evidence();
        server.createContext("/", handler);
        server.start();
    }

    private static void answer(HttpExchange exchange, Routing routing) throws IOException {
        Reply reply = routing.dispatch(RequestContext.current(), exchange::getRequestBody);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body();
        if (body == null || body.length == 0) {
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public List<Evidence> evidence() {
        return evidence;
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void stop(Duration patience) {
        server.stop((int) patience.toSeconds());
        executor.shutdownNow();
    }
}
