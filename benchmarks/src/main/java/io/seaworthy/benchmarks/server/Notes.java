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

    /** What the guards write, an id and a count among them that somebody would have to make. */
    private static final String[][] FIELDS = {
        {"X-Request-Id", "01a1fd25-55f6-79e1-8e60-030022904e34"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"X-Permitted-Cross-Domain-Policies", "none"},
        {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
        {"Access-Control-Allow-Origin", SeaworthySetup.ORIGIN},
        {"Vary", "Origin"},
        {"RateLimit-Policy", "\"plan\";q=500000000;w=10"},
        {"RateLimit", "\"plan\";r=499999999;t=1"}
    };

    private final boolean withFields;

    Notes(boolean withFields) {
        this.withFields = withFields;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (withFields) {
            for (String[] field : FIELDS) {
                response.setHeader(field[0], field[1]);
            }
        }
        response.setContentType("application/json");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }

    static void answerWithFields(HttpExchange exchange) throws IOException {
        for (String[] field : FIELDS) {
            exchange.getResponseHeaders().set(field[0], field[1]);
        }
        answer(exchange);
    }

    static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, BODY.length);
        try (var out = exchange.getResponseBody()) {
            out.write(BODY);
        }
    }
}
