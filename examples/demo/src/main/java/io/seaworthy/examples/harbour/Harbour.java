package io.seaworthy.examples.harbour;

import io.seaworthy.config.Environment;
import io.seaworthy.config.Reading;
import io.seaworthy.config.Source;
import io.seaworthy.examples.harbour.HarbourSettings.LogFormat;
import io.seaworthy.examples.harbour.HarbourSettings.ServerKind;
import io.seaworthy.examples.harbour.server.JdkServer;
import io.seaworthy.examples.harbour.server.JettyServer;
import io.seaworthy.examples.harbour.server.WebServer;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.logging.logback.LogbackSetup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Harbour. It is put together in the order of these classes: {@link HarbourSettings}, {@link Storage},
 * {@link Services}, {@link Routes}, {@link Guards}; then the server starts to accept requests.
 */
public final class Harbour implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Harbour.class);

    private final WebServer server;
    private final Services services;
    private final GuardChain chain;
    private final URI url;

    private Harbour(WebServer server, Services services, GuardChain chain, URI url) {
        this.server = server;
        this.services = services;
        this.chain = chain;
        this.url = url;
    }

    /** Starts with these variables; throws with every fault of them. */
    public static Harbour start(Map<String, String> environment) {
        return start(Environment.of(environment).load(HarbourSettingsSchema.INSTANCE));
    }

    static Harbour start(Reading<HarbourSettings> reading) {
        HarbourSettings settings = reading.settings();
        LogbackSetup logs = Logs.configure(settings);
        tell(settings, reading.summary());

        WebServer server = bind(settings);
        URI url = URI.create("http://" + bracketed(settings.host()) + ":" + server.port());
        Services services = null;
        try {
            URI ownUrl = settings.publicUrl().orElse(url);
            services = Services.open(reading, logs, server, ownUrl);
            Routes routes = new Routes(settings, services);
            GuardChain chain = new Guards(settings, ownUrl, services, routes).chain();
            server.serve(chain, routes.routing());
            services.report(server);
            tell(settings, services.readiness().toText());
            return new Harbour(server, services, chain, url);
        } catch (RuntimeException e) {
            if (services != null) {
                services.shutdown().stop();
            } else {
                server.stop(Duration.ZERO);
            }
            throw e;
        }
    }

    /** A summary for people as it is; for machines an event for each of its lines. */
    private static void tell(HarbourSettings settings, String summary) {
        if (settings.logFormat() == LogFormat.TEXT) {
            System.out.println(summary.strip());
        } else {
            summary.strip().lines().forEach(line -> LOG.info("{}", line));
        }
    }

    private static WebServer bind(HarbourSettings settings) {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        return settings.server() == ServerKind.JDK ? JdkServer.bind(address) : JettyServer.bind(address);
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    static AuditFiles auditFiles(Reading<HarbourSettings> reading) {
        return new AuditFiles(reading.settings(), reading.sources().get("JWT_SECRET") == Source.GENERATED);
    }

    public int port() {
        return server.port();
    }

    /** Where it really listens. */
    public URI url() {
        return url;
    }

    /** The guards in front of it; the benchmarks measure them. */
    public GuardChain chain() {
        return chain;
    }

    /** Drains and stops on SIGTERM and SIGINT, then ends the process with 0. */
    void stopOnSignal() {
        services.shutdown().installHook();
    }

    /** Drains and stops now. */
    @Override
    public void close() {
        services.shutdown().stop();
    }
}
