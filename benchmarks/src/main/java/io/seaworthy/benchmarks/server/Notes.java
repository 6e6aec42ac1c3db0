package io.seaworthy.benchmarks.server;

import com.sun.net.httpserver.HttpExchange;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The endpoint: a small document, ready in memory. */
final class Notes extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final byte[] BODY =
            "{\"notes\":[{\"id\":17,\"title\":\"Tide tables\",\"text\":\"High water at noon\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }

    static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, BODY.length);
        try (var out = exchange.getResponseBody()) {
            out.write(BODY);
        }
    }
}
