package io.seaworthy.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.apache.catalina.filters.CorsFilter;
import org.apache.catalina.filters.HttpHeaderSecurityFilter;
import org.junit.jupiter.api.Test;

class TomcatSecondWriterTest implements SecondWriterContract {

    @Override
    public ServletServer server() {
        return new TomcatServer();
    }

    private static void tomcatsOwn(ServletContext context) {
        FilterRegistration.Dynamic headers =
                SecondWriterContract.add(context, "headers", new HttpHeaderSecurityFilter());
        headers.setInitParameter("antiClickJackingOption", "SAMEORIGIN");
        FilterRegistration.Dynamic cors = SecondWriterContract.add(context, "cors", new CorsFilter());
        cors.setInitParameter("cors.allowed.origins", "*");
    }

    @Test
    void tomcatsFiltersInside_loseAndAreToldOf() throws Exception {
        try (Crowd crowd = new Crowd().inside(server(), TomcatSecondWriterTest::tomcatsOwn)) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options", ALLOWED);
        }
    }

    @Test
    void tomcatsFiltersOutside_loseAndAreToldOf() throws Exception {
        try (Crowd crowd = new Crowd().outside(server(), TomcatSecondWriterTest::tomcatsOwn)) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options", ALLOWED);
        }
    }
}
