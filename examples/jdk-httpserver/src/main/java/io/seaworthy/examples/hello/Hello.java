package io.seaworthy.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.jdkhttp.SeaworthyHandler;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.logging.CorrelationGuard;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.RateLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The README's quick start. */
public final class Hello {

    private Hello() {}

    public static void main(String[] arguments) throws IOException {
        start(8080);
    }

    static HttpServer start(int port) throws IOException {
        HttpHandler application = exchange -> {
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("hello\n".getBytes(UTF_8));
        };
        // readme:start
        var limits = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .build(LocalLimitStore.bounded(100_000, Overflow.SHARE_BY_PREFIX));

        var chain =
                GuardChain.of(CorrelationGuard.create(), TrustedProxies.none(), SecurityHeaders.api(), limits.byPlan());

        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", SeaworthyHandler.of(chain, application));
        server.start();
        // readme:end
        return server;
    }
}
