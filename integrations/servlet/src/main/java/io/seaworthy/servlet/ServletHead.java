package io.seaworthy.servlet;

import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request's head as the container knows it; reads the container's objects and copies nothing. */
final class ServletHead extends ServerRequest {

    private static final String CIPHER_SUITE = "jakarta.servlet.request.cipher_suite";

    private final HttpServletRequest request;

    ServletHead(HttpServletRequest request) {
        this.request = request;
    }

    HttpServletRequest request() {
        return request;
    }

    @Override
    protected String sourceMethod() {
        return request.getMethod();
    }

    /**
     * Not what the container says: Jetty takes the scheme of an absolute-form target, and HTTP/2 has one in each
     * request, so that the client writes it. A connection is encrypted if it has a cipher suite (Servlet 6.0 section
     * 3.10).
     */
    @Override
    protected String sourceScheme() {
        return request.getAttribute(CIPHER_SUITE) != null ? "https" : "http";
    }

    /** HTTP/2 containers need not show {@code :authority} as a Host field. */
    @Override
    protected @Nullable String sourceAuthority() {
        String host = request.getHeader("Host");
        if (host != null || !"HTTP/2.0".equals(request.getProtocol())) {
            return host;
        }
        int port = request.getServerPort();
        boolean usual = port == (sourceScheme().equals("https") ? 443 : 80);
        return usual ? request.getServerName() : request.getServerName() + ':' + port;
    }

    @Override
    protected String sourceRawPath() {
        String path = request.getRequestURI();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    protected @Nullable String sourceRawQuery() {
        return request.getQueryString();
    }

    @Override
    protected IpAddress sourcePeer() {
        return Peer.parse(request.getRemoteAddr());
    }

    @Override
    protected @Nullable String sourceHeader(String name) {
        return request.getHeader(name);
    }

    @Override
    protected List<String> sourceHeaders(String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (!values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>();
        all.add(first);
        while (values.hasMoreElements()) {
            all.add(values.nextElement());
        }
        return all;
    }

    @Override
    protected Iterable<String> sourceHeaderNames() {
        return Collections.list(request.getHeaderNames());
    }
}
