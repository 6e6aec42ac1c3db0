package io.seaworthy.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty 12.1 with the Servlet 6.0 environment, configured as its documentation does. */
final class JettyServer implements ServletServer {

    private final UnaryOperator<Handler> around;

    JettyServer() {
        this(application -> application);
    }

    /** With handlers of the server's core around the application. */
    JettyServer(UnaryOperator<Handler> around) {
        this.around = around;
    }

    @Override
    public Running start(
            Servlet servlet,
            Consumer<ServletContext> onStart,
            @Nullable String errorPath,
            @Nullable ExecutorService executor,
            @Nullable Path keyStore)
            throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(64);
        if (executor != null) {
            threads.setVirtualThreadsExecutor(executor);
        }
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = keyStore == null
                ? new ServerConnector(server, new HttpConnectionFactory(http))
                : secure(server, http, keyStore);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);

        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder("app", servlet);
        holder.setAsyncSupported(true);
        holder.getRegistration().setMultipartConfig(MULTIPART);
        context.addServlet(holder, "/*");
        context.addServletContainerInitializer((classes, application) -> onStart.accept(application));
        if (errorPath != null) {
            ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
            pages.addErrorPage(404, errorPath);
            pages.addErrorPage(500, errorPath);
            context.setErrorHandler(pages);
        }
        server.setHandler(around.apply(context));
        server.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    server.setStopTimeout(0);
                    server.stop();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, Path keyStore) {
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toString());
        tls.setKeyStorePassword(PASSWORD);
        return new ServerConnector(server, tls, new HttpConnectionFactory(http));
    }
}
