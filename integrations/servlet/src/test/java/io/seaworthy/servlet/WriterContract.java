package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever writes a guard's field by the response that it was given is found, though the container is not asked. */
interface WriterContract extends ContainerContract {

    @Test
    default void everyWayToWriteAField_isSeen() throws Exception {
        List<Consumer<HttpServletResponse>> ways = List.of(
                response -> response.setHeader("x-enforced", "application"),
                response -> response.addHeader(ENFORCED, "application"),
                response -> response.setIntHeader(ENFORCED, 1),
                response -> response.addIntHeader("X-ENFORCED", 1),
                response -> response.setDateHeader(ENFORCED, 0),
                response -> response.addDateHeader(ENFORCED, 0));
        try (Run run = run((request, response) ->
                ways.get(Integer.parseInt(request.getRequestURI().substring(1))).accept(response))) {
            for (int way = 0; way < ways.size(); way++) {
                RawResponse response = run.get("/" + way);
                assertThat(response.all(ENFORCED)).as("way %d", way).containsExactly("guard");
                assertThat(response.all(DEFAULT)).containsExactly("guard");
            }
        }
    }

    /** Tomcat takes the long s for an s, and so finds the guard's field by a name that is not its name. */
    @Test
    default void nameThatTheContainerFolds_isSeen() throws Exception {
        Decision decision = Decision.proceed(HeaderEdits.builder()
                .enforce("X-Content-Type-Options", "nosniff")
                .build());
        try (Run run = run(
                chain -> chain.then(head -> decision),
                (request, response) -> response.setHeader("X-Content-Type-Option\u017f", "evil"))) {
            assertThat(run.get("/").all("X-Content-Type-Options")).containsExactly("nosniff");
        }
    }

    /** Jetty writes an Expires of its own then. */
    @Test
    default void fieldsThatTheContainerWritesForACookie_areSeen() throws Exception {
        Decision decision =
                Decision.proceed(HeaderEdits.builder().enforce("Expires", "0").build());
        try (Run run = run(
                chain -> chain.then(head -> decision),
                (request, response) -> response.addCookie(new Cookie("name", "value")))) {
            assertThat(run.get("/").all("Expires")).containsExactly("0");
        }
    }

    /** Pinned, because the README says so: there is no cheap way to know of it. */
    @Test
    default void whatIsWrittenPastTheFiltersResponse_isNotSeen() throws Exception {
        try (Run run = run((request, response) -> {
            HttpServletResponse container = (HttpServletResponse) ((ServletResponseWrapper) response).getResponse();
            container.setHeader(ENFORCED, "past");
        })) {
            assertThat(run.get("/").all(ENFORCED)).containsExactly("past");
        }
    }
}
