package io.seaworthy.servlet;

import io.seaworthy.kernel.GuardChain;
import io.seaworthy.servlet.ReadmeCode.PlanServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The README's code, started. {@link ReadmeTest} compares the two. */
class ReadmeExampleTest {

    static Server start(GuardChain chain) throws Exception {
        // readme: jetty
        var server = new Server();
        var http = new HttpConfiguration();
        http.setSendServerVersion(false); // neither a Server field nor a name on error pages
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);

        var context = new ServletContextHandler("/");
        context.addServlet(new PlanServlet(), "/*");
        context.addServletContainerInitializer(
                (classes, application) -> SeaworthyFilter.of(chain).register(application, "seaworthy"));
        server.setHandler(context);
        server.start();
        // readme: end
        return server;
    }

    @Test
    void quickStart_doesWhatItSays() throws Exception {
        Server server = start(ReadmeCode.chain());
        try {
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            ReadmeCode.assertAnswers(port);
        } finally {
            server.stop();
        }
    }
}
