package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Error pages, of the container and of the application, and failures. */
interface ErrorContract extends ContainerContract {

    @Test
    default void errorPageOfTheApplication_carriesTheHeadersAndRunsNothingTwice() throws Exception {
        List<Integer> passes = new CopyOnWriteArrayList<>();
        try (Run run = run(
                chain -> chain.then(head -> Decision.Proceed.of(HeaderEdits.none())
                        .with((status, headers) -> {
                            passes.add(status);
                            headers.set("X-Pass", String.valueOf(headers.first("Set-Cookie")));
                        })),
                "/error",
                (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ERROR) {
                        response.setHeader(ENFORCED, "application");
                        response.addCookie(new Cookie("late", "1"));
                        response.getWriter().print("page");
                    } else {
                        response.sendError(404);
                    }
                })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.text()).isEqualTo("page");
            assertThat(response.header(ENFORCED)).isEqualTo("guard");
            assertThat(response.header(DEFAULT)).isEqualTo("guard");
            // The page changed the head, so the pass has to look at it again.
            assertThat(response.header("X-Pass")).startsWith("late=1");
            assertThat(passes).containsExactly(404, 404);
            assertThat(run.ending().status()).isEqualTo(404);
        }
    }

    @Test
    default void exceptionWithAnErrorPage_isTheProblemAllTheSame() throws Exception {
        try (Run run = run(chain -> {}, "/error", (request, response) -> {
            throw new IllegalStateException("secret detail");
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(response.text()).contains("internal_error").doesNotContain("secret");
            assertThat(run.ending().how()).isEqualTo(Ending.How.FAILED);
        }
    }

    @Test
    default void machineInNeed_isAnsweredCompletedAndRethrown() throws Exception {
        try (Run run = run((request, response) -> {
            throw new OutOfMemoryError("secret detail");
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).contains("internal_error").doesNotContain("secret");
            assertThat(run.ending().how()).isEqualTo(Ending.How.FAILED);
            assertThat(run.events).containsExactly(ChainEvent.HANDLER_FAILED);
        }
    }

    @Test
    default void exceptionBehindSendError_leavesTheErrorPage() throws Exception {
        try (Run run = run((request, response) -> {
            response.sendError(410);
            throw new IllegalStateException("secret detail");
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(410);
            assertThat(response.header(ENFORCED)).isEqualTo("guard");
            assertThat(response.text()).doesNotContain("secret", "Exception");
            assertThat(run.ending().how()).isEqualTo(Ending.How.FAILED);
        }
    }

    /** What the README tells how to configure. */
    @Test
    default void errorPageOfTheContainer_namesNoProduct() throws Exception {
        try (Run run = run((request, response) -> response.sendError(404))) {
            RawResponse response = run.get("/");
            assertThat(response.text()).doesNotContainIgnoringCase("jetty").doesNotContainIgnoringCase("tomcat");
            assertThat(response.all("Server")).isEmpty();
            assertThat(response.all("X-Powered-By")).isEmpty();
        }
    }

    @Test
    default void twoFilters_bothRunTheirChains() throws Exception {
        Run run = new Run();
        try (run) {
            run.start(
                    server(),
                    context -> {
                        SeaworthyFilter.of(run.chain(chain -> {})).register(context, "one");
                        SeaworthyFilter.of(run.chain(chain -> chain.then(head -> Decision.proceed(HeaderEdits.builder()
                                        .enforce("X-Two", "2")
                                        .build()))))
                                .register(context, "two", "/*");
                    },
                    null,
                    (request, response) -> response.getWriter().print("app"));
            RawResponse response = run.get("/");
            assertThat(response.header("X-Two")).isEqualTo("2");
            assertThat(response.header(ENFORCED)).isEqualTo("guard");
            assertThat(run.endings.poll(10, java.util.concurrent.TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(run.ending().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    default void passRemovesAField_itIsGoneOrEmpty() throws Exception {
        try (Run run = run(
                chain -> chain.then(
                        head -> Decision.Proceed.of(HeaderEdits.none()).with((status, headers) -> {
                            headers.remove("ETag");
                            headers.remove("X-Absent");
                            headers.remove("Content-Type");
                        })),
                (request, response) -> {
                    response.setHeader("ETag", "\"1\"");
                    response.setContentType("text/html");
                    response.getOutputStream().print("app");
                })) {
            RawResponse response = run.get("/");
            assertThat(String.join("", response.all("ETag"))).isEmpty();
            assertThat(response.all("X-Absent")).isEmpty();
            assertThat(response.all("Content-Type")).isEmpty();
        }
    }
}
