package io.seaworthy.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;

/** Finds this filter's own among the wrappers that filters put around each other's. Stateless. */
final class Wrappers {

    private Wrappers() {}

    /** The request that this filter was given; the one that the application has leads back to this filter. */
    static HttpServletRequest containersOwn(HttpServletRequest request) {
        ServletRequest at = request;
        while (at instanceof ServletRequestWrapper wrapper) {
            at = wrapper.getRequest();
            if (wrapper instanceof GuardedRequest) {
                return (HttpServletRequest) at;
            }
        }
        return request;
    }

    /** Whether a response is, or wraps, the given one. */
    static boolean holds(ServletResponse response, GuardedResponse ours) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper && at != ours) {
            at = wrapper.getResponse();
        }
        return at == ours;
    }
}
