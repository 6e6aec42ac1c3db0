package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.testkit.AdapterConformanceTest;
import io.seaworthy.testkit.BadRequest;
import io.seaworthy.testkit.Capability;
import io.seaworthy.testkit.KitServer;
import io.seaworthy.testkit.KitSetup;
import io.seaworthy.testkit.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;

/**
 * The adapter that one writes first: it sets the headers, then calls the application, and knows nothing of commits. Not
 * a test by its name; {@link KitTeethTest} shows which laws it breaks.
 */
class NaiveAdapter extends AdapterConformanceTest {

    @Override
    public KitServer start(KitSetup setup) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(setup.executor());
        server.createContext("/", exchange -> handle(setup, exchange));
        server.start();
        return KitServer.of(server.getAddress().getPort(), () -> server.stop(0));
    }

    private static void handle(KitSetup setup, HttpExchange exchange) {
        JdkRequest request = new JdkRequest(exchange);
        Outcome outcome = setup.chain().run(request);
        request.writeHeaders(new HeadersView(exchange.getResponseHeaders()));
        try (exchange) {
            if (outcome.decision() instanceof Decision.Reject reject) {
                exchange.sendResponseHeaders(reject.problem().status(), -1);
            } else if (outcome.decision() instanceof Decision.Respond respond) {
                exchange.sendResponseHeaders(respond.status(), -1);
            } else {
                setup.application().handle(new JdkKitExchange(exchange));
                request.complete(Ending.of(Ending.How.RETURNED, exchange.getResponseCode()));
            }
        } catch (Exception failure) {
            // Somebody will have logged it.
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.PIPELINING);
    }

    @Override
    public Refusal refusal(BadRequest kind) {
        return Refusal.byAdapter();
    }
}
