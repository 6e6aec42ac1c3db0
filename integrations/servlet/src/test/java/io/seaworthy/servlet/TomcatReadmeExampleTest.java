package io.seaworthy.servlet;

import io.seaworthy.kernel.GuardChain;
import io.seaworthy.servlet.ReadmeCode.PlanServlet;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code for Tomcat, started. {@link ReadmeTest} compares the two. */
class TomcatReadmeExampleTest {

    // readme: valve
    public static final class QuietErrors extends org.apache.catalina.valves.ErrorReportValve {
        public QuietErrors() {
            setShowServerInfo(false); // no product name
            setShowReport(false); // no exception
        }
    }
    // readme: end

    private static Tomcat start(GuardChain chain, Path directory) throws Exception {
        // readme: tomcat
        var connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        var tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(QuietErrors.class.getName());

        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "plan", new PlanServlet()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "plan");
        context.addServletContainerInitializer(
                (classes, application) -> SeaworthyFilter.of(chain).register(application, "seaworthy"), Set.of());
        tomcat.start();
        // readme: end
        return tomcat;
    }

    @Test
    void quickStart_doesWhatItSays(@TempDir Path directory) throws Exception {
        Tomcat tomcat = start(ReadmeCode.chain(), directory);
        try {
            ReadmeCode.assertAnswers(tomcat.getConnector().getLocalPort());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
