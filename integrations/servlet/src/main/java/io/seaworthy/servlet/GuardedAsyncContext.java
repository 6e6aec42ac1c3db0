package io.seaworthy.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/** The container's context, whose completion does not commit the response behind the guards' back. */
final class GuardedAsyncContext implements AsyncContext {

    private final AsyncContext context;
    private final GuardedResponse response;
    private volatile boolean heard;

    GuardedAsyncContext(AsyncContext context, GuardedResponse response) {
        this.context = context;
        this.response = response;
    }

    /** Whether the application listens, and so may answer a timeout itself. */
    boolean isHeard() {
        return heard;
    }

    @Override
    public void complete() {
        response.settle();
        context.complete();
    }

    @Override
    public ServletRequest getRequest() {
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext other, String path) {
        context.dispatch(other, path);
    }

    @Override
    public void start(Runnable work) {
        context.start(work);
    }

    @Override
    public void addListener(AsyncListener listener) {
        heard = true;
        context.addListener(listener);
    }

    @Override
    public void addListener(
            AsyncListener listener, @Nullable ServletRequest request, @Nullable ServletResponse response) {
        heard = true;
        context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        context.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
