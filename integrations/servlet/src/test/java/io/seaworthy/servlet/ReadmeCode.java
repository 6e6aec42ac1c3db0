package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The README's code that knows no container. */
final class ReadmeCode {

    private ReadmeCode() {}

    // readme: application
    static final class PlanServlet extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print("your plan: "
                            + RequestContext.get(RequestAttributes.PLAN).name());
        }
    }
    // readme: end

    static GuardChain chain() {
        // readme: chain
        var nosniff = Decision.proceed(HeaderEdits.builder()
                .enforce("X-Content-Type-Options", "nosniff")
                .build());
        var teapot = Decision.reject(Problem.of(418, "teapot", "No coffee here"));

        var chain = GuardChain.builder()
                .then(head -> nosniff)
                .then(head -> head.rawPath().equals("/coffee") ? teapot : Decision.proceed())
                .then(head -> Decision.proceed(RequestAttributes.PLAN, Plan.of("free")))
                .build();
        // readme: end
        return chain;
    }

    static void assertAnswers(int port) throws IOException {
        RawResponse plan = get(port, "/");
        assertThat(plan.text()).isEqualTo("your plan: free");
        assertThat(plan.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(plan.header("Server")).isNull();
        RawResponse coffee = get(port, "/coffee");
        assertThat(coffee.status()).isEqualTo(418);
        assertThat(coffee.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(coffee.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static RawResponse get(int port, String path) throws IOException {
        try (RawConnection connection = RawConnection.open(port)) {
            return connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .read();
        }
    }
}
