package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.ArrayFields;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same request as the guards get, for servlet filters. */
public final class MemoryRequest extends HttpServletRequestWrapper {

    private final String method;
    private final String path;
    private final ArrayFields fields;
    private final Map<String, Object> attributes = new HashMap<>();

    public MemoryRequest(String method, String path, ArrayFields fields) {
        super(Unanswered.of(HttpServletRequest.class));
        this.method = method;
        this.path = path;
        this.fields = fields;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return fields.first(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(fields.all(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(fields.names());
    }

    /** One at most; a container parses them when they are asked for. */
    @Override
    public Cookie @Nullable [] getCookies() {
        String field = fields.first("Cookie");
        if (field == null) {
            return null;
        }
        int equals = field.indexOf('=');
        return new Cookie[] {new Cookie(field.substring(0, equals), field.substring(equals + 1))};
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return "198.51.100.7";
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return DefaultMapping.INSTANCE;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return null;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getServerName() {
        return "api.example.com";
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public @Nullable String getContentType() {
        return fields.first("Content-Type");
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public long getContentLengthLong() {
        return -1;
    }

    @Override
    public ServletContext getServletContext() {
        return new Init(Map.of()).getServletContext();
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    /** The servlet of all paths. */
    private enum DefaultMapping implements HttpServletMapping {
        INSTANCE;

        @Override
        public String getMatchValue() {
            return "";
        }

        @Override
        public String getPattern() {
            return "/";
        }

        @Override
        public String getServletName() {
            return "notes";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.DEFAULT;
        }
    }
}
