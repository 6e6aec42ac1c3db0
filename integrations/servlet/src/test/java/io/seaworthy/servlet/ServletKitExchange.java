package io.seaworthy.servlet;

import io.seaworthy.testkit.KitAsync;
import io.seaworthy.testkit.KitExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request and its response as a servlet has them, in the kit's words. */
final class ServletKitExchange implements KitExchange {

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    ServletKitExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /** An include leaves the path of the including request in place and tells its own in an attribute. */
    @Override
    public String path() {
        boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
        return included
                ? (String) request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI)
                : request.getRequestURI();
    }

    @Override
    public String requestHeader(String name) {
        return request.getHeader(name);
    }

    @Override
    public InputStream requestBody() throws IOException {
        return request.getInputStream();
    }

    @Override
    public void status(int status) {
        response.setStatus(status);
    }

    @Override
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        response.addHeader(name, value);
    }

    @Override
    public void send(byte[] body) throws IOException {
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    @Override
    public void write(byte[] part) throws IOException {
        response.getOutputStream().write(part);
    }

    @Override
    public void flush() throws IOException {
        response.flushBuffer();
    }

    @Override
    public void reset() {
        response.reset();
    }

    @Override
    public void sendError(int status) throws IOException {
        response.sendError(status);
    }

    @Override
    public void redirect(String location) throws IOException {
        response.sendRedirect(location);
    }

    @Override
    public void forward(String path) throws Exception {
        request.getRequestDispatcher(path).forward(request, response);
    }

    @Override
    public void include(String path) throws Exception {
        request.getRequestDispatcher(path).include(request, response);
    }

    @Override
    public KitAsync startAsync(Duration timeout) {
        AsyncContext context = request.startAsync();
        context.setTimeout(timeout.toMillis());
        return new KitAsync() {
            @Override
            public void complete() {
                context.complete();
            }

            @Override
            public void dispatch(String path) {
                context.dispatch(path);
            }
        };
    }
}
