package io.seaworthy.benchmarks.headers;

import io.seaworthy.kernel.ResponseHeaders;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.CharArrayWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response whose fields lie in two arrays, for the servlet filters and for ours alike: the least that a container's own
 * response costs. Emptied before each operation, never made anew.
 */
public final class MemoryResponse extends HttpServletResponseWrapper implements ResponseHeaders {

    private final String[] names = new String[40];
    private final String[] values = new String[40];
    private int size;
    private int status = 200;

    public MemoryResponse() {
        super(Unanswered.of(HttpServletResponse.class));
    }

    public MemoryResponse empty() {
        size = 0;
        status = 200;
        return this;
    }

    private int find(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void set(String name, String value) {
        int at = find(name);
        if (at < 0) {
            add(name, value);
        } else {
            values[at] = value;
        }
    }

    @Override
    public void add(String name, String value) {
        names[size] = name;
        values[size++] = value;
    }

    @Override
    public void remove(String name) {
        for (int at = find(name); at >= 0; at = find(name)) {
            System.arraycopy(names, at + 1, names, at, size - at - 1);
            System.arraycopy(values, at + 1, values, at, size - at - 1);
            size--;
        }
    }

    @Override
    public @Nullable String first(String name) {
        int at = find(name);
        return at < 0 ? null : values[at];
    }

    /** A field that is absent takes nothing, as in our adapters. */
    @Override
    public List<String> all(String name) {
        if (find(name) < 0) {
            return List.of();
        }
        List<String> found = new ArrayList<>(1);
        for (int i = 0; i < size; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                found.add(values[i]);
            }
        }
        return found;
    }

    @Override
    public boolean isExactly(String name, String value) {
        int at = find(name);
        return at >= 0 && values[at].equals(value);
    }

    @Override
    public void setHeader(String name, String value) {
        set(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        add(name, value);
    }

    @Override
    public boolean containsHeader(String name) {
        return find(name) >= 0;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return first(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return all(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return names();
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int status) {
        this.status = status;
    }

    @Override
    public void sendError(int status, String message) {
        this.status = status;
    }

    @Override
    public void setContentType(String type) {}

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public void setCharacterEncoding(String encoding) {}

    @Override
    public void resetBuffer() {}

    @Override
    public void flushBuffer() {}

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(new CharArrayWriter());
    }

    @Override
    public jakarta.servlet.ServletOutputStream getOutputStream() {
        return NoOutput.INSTANCE;
    }

    List<String> names() {
        return Arrays.asList(names).subList(0, size);
    }

    int size() {
        return size;
    }
}
