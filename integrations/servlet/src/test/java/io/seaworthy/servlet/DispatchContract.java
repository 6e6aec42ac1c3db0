package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The chain runs once, whoever dispatches and however; the container keeps the exchange only where it must. */
interface DispatchContract extends ContainerContract {

    /** What a filter around the guards does once they have returned. */
    interface After {
        void returned(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** Answers with the times that the chain ran. */
    private int timesRun(@Nullable String errorPath, After after, App app, String expected) throws Exception {
        AtomicInteger times = new AtomicInteger();
        Run run = new Run();
        try (run) {
            Filter around = (request, response, next) -> {
                next.doFilter(request, response);
                try {
                    after.returned((HttpServletRequest) request, (HttpServletResponse) response);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            };
            run.start(
                    server(),
                    context -> {
                        FilterRegistration.Dynamic first = context.addFilter("around", around);
                        first.setAsyncSupported(true);
                        first.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                        SeaworthyFilter.of(run.chain(chain -> chain.then(head -> {
                                    times.incrementAndGet();
                                    return Decision.proceed(HeaderEdits.none());
                                })))
                                .register(context, "seaworthy");
                    },
                    errorPath,
                    app);
            RawResponse response = run.get("/");
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(response.text()).isEqualTo(expected);
            run.ending();
        }
        return times.get();
    }

    private static void answer(HttpServletResponse response) throws Exception {
        response.setContentLength(3);
        response.getOutputStream().write(new byte[] {'a', 'p', 'p'});
    }

    private static ServletRequest past(ServletRequest request) {
        return request instanceof ServletRequestWrapper wrapper ? past(wrapper.getRequest()) : request;
    }

    private static ServletResponse past(ServletResponse response) {
        return response instanceof ServletResponseWrapper wrapper ? past(wrapper.getResponse()) : response;
    }

    @Test
    default void answerThatHasLeft_needsNoAttribute() throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        App app = (request, response) -> {
            answer(response);
            response.flushBuffer();
        };
        int times = timesRun(null, (q, r) -> names.addAll(Collections.list(q.getAttributeNames())), app, "app");
        assertThat(times).isEqualTo(1);
        assertThat(names).noneMatch(name -> name.startsWith(SeaworthyFilter.class.getName()));
    }

    @Test
    default void errorAroundTheGuards_runsNothingTwice() throws Exception {
        App app = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                response.getWriter().print("page");
            }
        };
        assertThat(timesRun("/error", (request, response) -> response.sendError(404), app, "page"))
                .isEqualTo(1);
    }

    /** Jetty calls a response committed that waits for its error page. */
    @Test
    default void errorPastTheGuards_runsNothingTwice() throws Exception {
        App app = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                response.getWriter().print("page");
            } else {
                ((HttpServletResponse) past(response)).sendError(404);
            }
        };
        assertThat(timesRun("/error", (q, r) -> {}, app, "page")).isEqualTo(1);
    }

    @Test
    default void asynchronousHandlerStartedPastTheGuards_runsNothingTwice() throws Exception {
        App app = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                answer(response);
                response.flushBuffer();
                past(request).startAsync().dispatch();
            }
        };
        assertThat(timesRun(null, (q, r) -> {}, app, "app")).isEqualTo(1);
    }

    @Test
    default void forwardOfAWrappedRequest_runsNothingTwice() throws Exception {
        App app = (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.getRequestDispatcher("/other").forward(new HttpServletRequestWrapper(request), response);
            } else {
                answer(response);
            }
        };
        assertThat(timesRun(null, (q, r) -> {}, app, "app")).isEqualTo(1);
    }
}
