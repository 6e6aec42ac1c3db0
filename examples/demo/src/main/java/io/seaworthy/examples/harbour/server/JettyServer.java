package io.seaworthy.examples.harbour.server;

import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.examples.harbour.web.Routing;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.servlet.SeaworthyFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Harbour in a servlet container: embedded Jetty. */
public final class JettyServer implements WebServer {

    private final Server server;
    private final ServerConnector connector;

    private volatile List<Evidence> evidence = List.of();

    private JettyServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    public static JettyServer bind(InetSocketAddress address) {
        Server server = new Server(new QueuedThreadPool(THREADS));
        HttpConfiguration configuration = new HttpConfiguration();
        // Product names are the container's to withhold; a filter sees only the requests that reach it.
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Harbour cannot listen on " + address, e);
        }
        return new JettyServer(server, connector);
    }

    @Override
    public void serve(GuardChain chain, Routing routing) {
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder servlet = new ServletHolder(new Dispatcher(routing));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        SeaworthyFilter filter = SeaworthyFilter.of(chain);
        evidence = filter.evidence();
        context.addServletContainerInitializer((classes, servlets) -> filter.register(servlets, "seaworthy"));
        server.setHandler(new GracefulHandler(context));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start", e);
        }
    }

    private static final class Dispatcher extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient Routing routing;

        Dispatcher(Routing routing) {
            this.routing = routing;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Reply reply = routing.dispatch(RequestContext.current(), request::getInputStream);
            response.setStatus(reply.status());
            reply.headers().forEach(response::setHeader);
            byte[] body = reply.body();
            if (body != null) {
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
        }
    }

    @Override
    public List<Evidence> evidence() {
        return evidence;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop(Duration patience) {
        server.setStopTimeout(Math.max(1, patience.toMillis()));
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop", e);
        }
    }
}
