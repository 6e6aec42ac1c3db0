package io.seaworthy.servlet;

import io.seaworthy.kernel.BodyLimit;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The request that the application sees: its body is limited, its asynchronous life is followed. As thread-safe as the
 * container's request.
 */
final class GuardedRequest extends HttpServletRequestWrapper {

    private final Exchange exchange;
    private final @Nullable BodyLimit limit;
    private @Nullable LimitedInput input;
    private @Nullable BufferedReader reader;
    private @Nullable AsyncContext async;

    GuardedRequest(HttpServletRequest request, Exchange exchange, @Nullable BodyLimit limit) {
        super(request);
        this.exchange = exchange;
        this.limit = limit;
    }

    /** Forwards and includes are given this request or one around it, and find the exchange here. */
    @Override
    public @Nullable Object getAttribute(String name) {
        return exchange.isNamed(name) ? exchange : super.getAttribute(name);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (reader != null) {
            throw new IllegalStateException("getReader() was called; use the reader");
        }
        return input();
    }

    private LimitedInput input() throws IOException {
        if (input == null) {
            input = new LimitedInput(super.getInputStream(), limit, exchange.faults());
        }
        return input;
    }

    /** Over the limited stream: the container's own reader would pass the limit by. */
    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            if (input != null) {
                throw new IllegalStateException("getInputStream() was called; use the stream");
            }
            String encoding = getCharacterEncoding();
            reader = new BufferedReader(new InputStreamReader(input(), encoding == null ? "ISO-8859-1" : encoding));
        }
        return reader;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return parsed(() -> super.getParameter(name));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parsed(super::getParameterMap);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return parsed(super::getParameterNames);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parsed(() -> super.getParameterValues(name));
    }

    private <T> T parsed(Supplier<T> parameters) {
        refuseUnbounded();
        try {
            return parameters.get();
        } catch (RuntimeException e) {
            throw exchange.faults().add(e);
        }
    }

    private interface Parse<T> {
        T run() throws IOException, ServletException;
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        return parsedParts(super::getParts);
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        return parsedParts(() -> super.getPart(name));
    }

    /** One exception stands for a part over its limit and for a servlet without limits; only the former has a cause. */
    private <T> T parsedParts(Parse<T> parts) throws IOException, ServletException {
        refuseUnbounded();
        try {
            return parts.run();
        } catch (IllegalStateException e) {
            throw e.getCause() == null ? e : exchange.faults().add(e, RequestFaults.TOO_LARGE);
        } catch (IOException e) {
            throw exchange.faults().add(e);
        } catch (ServletException e) {
            throw exchange.faults().add(e);
        } catch (RuntimeException e) {
            throw exchange.faults().add(e);
        }
    }

    /** The container would parse a form of unknown length, on a stream of its own that has no limit. */
    private void refuseUnbounded() {
        if (limit == null || input != null || getContentLengthLong() >= 0 || !isForm()) {
            return;
        }
        if (getHeader("Transfer-Encoding") != null || "HTTP/2.0".equals(getProtocol())) {
            throw exchange.faults()
                    .add(new IllegalStateException("A form without a declared length"), RequestFaults.LENGTH_REQUIRED);
        }
    }

    private boolean isForm() {
        String type = getContentType();
        if (type == null) {
            return false;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/x-www-form-urlencoded") || lower.startsWith("multipart/");
    }

    /** The container would take its own objects, and the application would write past this filter's response. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, exchange.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        AsyncContext started = super.startAsync(request, response);
        async = exchange.follow(started);
        return async;
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext current = super.getAsyncContext();
        return async == null ? current : async;
    }

    @Override
    public HttpSession getSession() {
        exchange.response().changedByContainer();
        return super.getSession();
    }

    /** A container that makes a session may write more than its cookie. */
    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (create) {
            exchange.response().changedByContainer();
        }
        return super.getSession(create);
    }

    @Override
    public String changeSessionId() {
        exchange.response().changedByContainer();
        return super.changeSessionId();
    }

    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        exchange.response().changedByContainer();
        return super.authenticate(response);
    }

    @Override
    public void login(String user, String password) throws ServletException {
        exchange.response().changedByContainer();
        super.login(user, password);
    }

    @Override
    public void logout() throws ServletException {
        exchange.response().changedByContainer();
        super.logout();
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
        exchange.response().settle();
        return super.upgrade(handler);
    }
}
