package io.seaworthy.servlet;

import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a guard chain before the servlets of a Jakarta Servlet 6.0 or 6.1 container.
 *
 * <p>The chain runs once per request: forward, include, error and asynchronous dispatches find its decision and do not
 * ask again. The guards' headers are in place before the application runs, so that the container's error pages carry
 * them, and hold on every way by which the application or this filter commits the response. Completions fire exactly
 * once. An exception that the application lets pass becomes a 500 problem ({@code internal_error}) without internals,
 * and one event; after the commit it goes on to the container, which cuts the connection. A body over the request's
 * {@code BodyLimit} becomes a 413.
 *
 * <p>Register it by {@link #register}, before every other filter: what a filter before it writes is not guarded. What
 * the container refuses by itself (a bad request line, an oversized header) never reaches a filter.
 *
 * <p>It does not read forwarding headers: a container's own proxy support ({@code RemoteIpValve}, {@code
 * ForwardedRequestCustomizer}) changes what guards see as the peer and must be off where a guard resolves the client's
 * address.
 *
 * <p>Immutable and thread-safe once registered.
 */
public final class SeaworthyFilter implements Filter, EvidenceSource {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final GuardChain chain;
    private final @Nullable Duration deadline;

    /** Of this filter alone: an application may have several, each with a chain of its own. */
    private final String key = SeaworthyFilter.class.getName() + '.' + COUNT.incrementAndGet();

    private volatile boolean mayDispatch;

    private SeaworthyFilter(Builder builder) {
        this.chain = builder.chain;
        this.deadline = builder.deadline;
    }

    /** A filter that runs this chain. */
    public static SeaworthyFilter of(GuardChain chain) {
        return builder(chain).build();
    }

    /** A filter with options. */
    public static Builder builder(GuardChain chain) {
        return new Builder(chain);
    }

    /**
     * Adds this filter to an application that is starting: before the filters declared so far, for every kind of
     * dispatch, with asynchronous processing.
     *
     * <p>A filter that is registered by other means guards as well, but waits for asynchronous guards with the request's
     * thread: it cannot know whether it is mapped for the dispatch that would follow, and an unmapped one would let the
     * request pass by.
     *
     * @param context the application, from a {@code ServletContainerInitializer} or a {@code ServletContextListener}
     * @param name the filter's name, unique in the application; permitted {@code "seaworthy"}, prohibited an empty one
     * @param patterns what is guarded, {@code "/*"} where none is given; prohibited a pattern that leaves out a path
     *     that an asynchronous dispatch of a guarded one goes to
     * @throws IllegalStateException if the name is taken or the application has started
     */
    public FilterRegistration.Dynamic register(ServletContext context, String name, String... patterns) {
        FilterRegistration.Dynamic registration = context.addFilter(name, this);
        if (registration == null) {
            throw new IllegalStateException("There is a filter named " + name + " already; register this one once");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(
                EnumSet.allOf(DispatcherType.class), false, patterns.length == 0 ? new String[] {"/*"} : patterns);
        mayDispatch = true;
        return registration;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain next)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("SeaworthyFilter guards HTTP only");
        }
        if (request.getAttribute(key) instanceof Exchange exchange) {
            again(exchange, http, answer, next);
            return;
        }
        Exchange fresh = new Exchange(chain, key, http, answer, mayDispatch, deadline);
        try {
            fresh.begin(http, next);
        } catch (Throwable failure) {
            fresh.abandon(failure);
            throw failure;
        } finally {
            fresh.leave();
        }
    }

    private static void again(
            Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        switch (request.getDispatcherType()) {
            case ASYNC -> {
                try {
                    exchange.resume(request, response, next);
                } catch (Throwable failure) {
                    exchange.abandon(failure);
                    throw failure;
                }
            }
            case ERROR -> exchange.showError(request, response, next);
            default -> next.doFilter(request, response);
        }
    }

    /** The evidence of the chain's guards, and that failures and refusals are problems. */
    @Override
    public List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(chain.evidence());
        evidence.add(Evidence.enforced(
                "API-ERROR", "SeaworthyFilter", "refusals and failures are RFC 9457 problems without internals"));
        return evidence;
    }

    @Override
    public String toString() {
        return "SeaworthyFilter[" + chain + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofHours(1);

        private final GuardChain chain;
        private final Faults faults = Faults.in("SeaworthyFilter");
        private @Nullable Duration deadline;

        private Builder(GuardChain chain) {
            this.chain = Objects.requireNonNull(chain, "chain");
        }

        /**
         * How long the application may have a request until its permits are returned; no limit by default. The client
         * is not answered then: no second thread may touch a servlet's response. An asynchronous handler is, by its own
         * timeout. Permitted: {@code Duration.ofSeconds(60)}. Prohibited: 0, more than an hour.
         */
        public Builder deadline(Duration deadline) {
            if (this.deadline != null) {
                faults.add("deadline", deadline.toString(), "set twice", "give one deadline");
            }
            if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
                faults.add("deadline", deadline.toString(), "out of range", "above 0 and at most an hour");
            }
            this.deadline = deadline;
            return this;
        }

        /**
         * The filter.
         *
         * @throws io.seaworthy.kernel.config.ConfigurationException with every fault at once
         */
        public SeaworthyFilter build() {
            faults.throwIfAny();
            return new SeaworthyFilter(this);
        }
    }
}
