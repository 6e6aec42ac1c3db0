package io.seaworthy.benchmarks.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.jdkhttp.SeaworthyHandler;
import io.seaworthy.servlet.SeaworthyFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The servers, each as its documentation sets it up; the JDK's, which has no pool of its own, with one of 16 threads. */
enum ServerKind {
    JDK,
    JETTY,
    TOMCAT;

    /** Starts and answers with the port. */
    int start(Variant variant, byte[] secret) throws Exception {
        return switch (this) {
            case JDK -> jdk(variant, secret);
            case JETTY -> jetty(variant, secret);
            case TOMCAT -> tomcat(variant, secret);
        };
    }

    private static int jdk(Variant variant, byte[] secret) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        HttpHandler notes = variant == Variant.FLOOR_FIELDS ? Notes::answerWithFields : Notes::answer;
        server.createContext(
                "/", variant == Variant.SEAWORTHY ? SeaworthyHandler.of(SeaworthySetup.chain(secret), notes) : notes);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.start();
        return server.getAddress().getPort();
    }

    private static int jetty(Variant variant, byte[] secret) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder("notes", new Notes(variant == Variant.FLOOR_FIELDS)), "/*");
        context.addServletContainerInitializer((classes, application) -> guard(application, variant, secret));
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    private static int tomcat(Variant variant, byte[] secret) throws Exception {
        Path base = Files.createTempDirectory("tomcat");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(base.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.toString());
        Tomcat.addServlet(context, "notes", new Notes(variant == Variant.FLOOR_FIELDS));
        context.addServletMappingDecoded("/*", "notes");
        context.addServletContainerInitializer((classes, application) -> guard(application, variant, secret), Set.of());
        tomcat.start();
        return connector.getLocalPort();
    }

    private static void guard(ServletContext application, Variant variant, byte[] secret) {
        if (variant == Variant.SEAWORTHY) {
            SeaworthyFilter.of(SeaworthySetup.chain(secret)).register(application, "guards");
        } else if (variant == Variant.SPRING) {
            application
                    .addFilter("guards", SpringSetup.filter(secret))
                    .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }
}
