package io.seaworthy.config.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers as a script says, in order, and keeps what was asked. */
final class ScriptedServer implements AutoCloseable {

    /** One answer. */
    record Line(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Line> script = new ConcurrentLinkedQueue<>();
    final List<String> asked = new ArrayList<>();
    final List<String> sent = new ArrayList<>();

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    ScriptedServer then(int status, String body, String... headers) {
        Map<String, String> fields = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
        script.add(new Line(status, body.replace('\'', '"'), fields));
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String credential = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        String date = exchange.getRequestHeaders().getFirst("X-Amz-Date");
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                + (credential == null ? "" : " " + credential) + (date == null ? "" : " " + date));
        sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Line line = script.poll();
        byte[] body = (line == null ? "unscripted" : line.body()).getBytes(StandardCharsets.UTF_8);
        if (line != null) {
            line.headers().forEach(exchange.getResponseHeaders()::set);
        }
        exchange.sendResponseHeaders(line == null ? 400 : line.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
