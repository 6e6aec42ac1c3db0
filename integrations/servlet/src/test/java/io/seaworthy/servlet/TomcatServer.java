package io.seaworthy.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** Embedded Tomcat, whichever of 10.1 and 11 is on the class path. */
final class TomcatServer implements ServletServer {

    static {
        // Malformed requests and failing servlets are what these tests are about.
        LogManager.getLogManager().reset();
    }

    @Override
    public Running start(
            Servlet servlet,
            Consumer<ServletContext> onStart,
            @Nullable String errorPath,
            @Nullable ExecutorService executor,
            @Nullable Path keyStore)
            throws Exception {
        Path base = Files.createTempDirectory("seaworthy-tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("localhost");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", "1024");
        if (executor != null) {
            connector.getProtocolHandler().setExecutor(executor);
        }
        connector.addUpgradeProtocol(new Http2Protocol());
        if (keyStore != null) {
            secure(connector, keyStore);
        }
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(QuietErrors.class.getName());

        Context context = tomcat.addContext("", base.toString());
        Wrapper wrapper = Tomcat.addServlet(context, "app", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setMultipartConfigElement(MULTIPART);
        context.addServletMappingDecoded("/*", "app");
        context.addServletContainerInitializer((classes, application) -> onStart.accept(application), Set.of());
        if (errorPath != null) {
            for (int status : List.of(404, 500)) {
                ErrorPage page = new ErrorPage();
                page.setErrorCode(status);
                page.setLocation(errorPath);
                context.addErrorPage(page);
            }
        }
        tomcat.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                if (tomcat.getServer().getState() != LifecycleState.STARTED) {
                    return;
                }
                try {
                    tomcat.stop();
                    tomcat.destroy();
                } catch (LifecycleException e) {
                    throw new IllegalStateException(e);
                }
                delete(base);
            }
        };
    }

    private static void secure(Connector connector, Path keyStore) {
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate key = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        key.setCertificateKeystoreFile(keyStore.toString());
        key.setCertificateKeystorePassword(PASSWORD);
        host.addCertificate(key);
        connector.addSslHostConfig(host);
    }

    private static void delete(Path base) {
        try (var files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tomcat's error page without its name, its version and the exception. */
    public static final class QuietErrors extends org.apache.catalina.valves.ErrorReportValve {

        public QuietErrors() {
            setShowServerInfo(false);
            setShowReport(false);
        }
    }
}
