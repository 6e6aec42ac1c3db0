package io.seaworthy.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.eclipse.jetty.ee10.servlets.CrossOriginFilter;
import org.eclipse.jetty.ee10.servlets.HeaderFilter;
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
