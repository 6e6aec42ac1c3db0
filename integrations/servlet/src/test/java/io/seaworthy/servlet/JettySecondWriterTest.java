package io.seaworthy.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.eclipse.jetty.ee10.servlets.CrossOriginFilter;
import org.eclipse.jetty.ee10.servlets.HeaderFilter;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class JettySecondWriterTest implements SecondWriterContract {

    @Override
    public ServletServer server() {
        return new JettyServer();
    }

    private static void jettysOwn(ServletContext context) {
        FilterRegistration.Dynamic headers = SecondWriterContract.add(context, "headers", new HeaderFilter());
        headers.setInitParameter("headerConfig", "set X-Frame-Options: SAMEORIGIN, add Referrer-Policy: unsafe-url");
        FilterRegistration.Dynamic cors = SecondWriterContract.add(context, "cors", new CrossOriginFilter());
        cors.setInitParameter("allowedOrigins", "*");
    }

    /** The server's own handlers stand outside of every filter. */
    private static Handler core(Handler application) {
        CrossOriginHandler cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(Set.of("*"));
        cors.setAllowCredentials(true);
        cors.setHandler(new Handler.Wrapper(application) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                response.getHeaders().put("X-Frame-Options", "SAMEORIGIN");
                response.getHeaders().add("Referrer-Policy", "unsafe-url");
                return super.handle(request, response, callback);
            }
        });
        return cors;
    }

    @Test
    void jettysCoreHandlers_loseAndAreToldOf() throws Exception {
        try (Crowd crowd = new Crowd().inside(new JettyServer(JettySecondWriterTest::core), context -> {})) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options", "Referrer-Policy");
        }
    }

    @Test
    void jettysFiltersInside_loseAndAreToldOf() throws Exception {
        try (Crowd crowd = new Crowd().inside(server(), JettySecondWriterTest::jettysOwn)) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options", "Referrer-Policy");
        }
    }

    @Test
    void jettysFiltersOutside_loseAndAreToldOf() throws Exception {
        try (Crowd crowd = new Crowd().outside(server(), JettySecondWriterTest::jettysOwn)) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options", "Referrer-Policy");
        }
    }
}
