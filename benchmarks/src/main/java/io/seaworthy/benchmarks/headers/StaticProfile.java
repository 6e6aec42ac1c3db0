package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.ArrayRequest;
import io.seaworthy.benchmarks.BrowserRequests;
import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.kernel.GuardChain;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.filters.HttpHeaderSecurityFilter;
import org.eclipse.jetty.ee10.servlets.HeaderFilter;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The headers of the preset for APIs. Spring's and Jetty's filters write the same names and values; Tomcat's knows three
 * headers of its own and writes those.
 */
public class StaticProfile extends Nanoseconds {

    /** Who writes. */
    public enum Who {
        SEAWORTHY,
        SPRING,
        TOMCAT,
        JETTY,
        /** The same calls of {@code setHeader} in a loop. */
        FLOOR
    }

    @Param
    public Who who = Who.SEAWORTHY;

    private final MemoryResponse response = new MemoryResponse();
    private @Nullable HeaderWriter writer;

    @Setup
    public void check() throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        MemoryResponse ours = new MemoryResponse();
        seaworthy().write(ours);
        for (String name : ours.names()) {
            headers.put(name, Objects.requireNonNull(ours.first(name)));
        }
        HeaderWriter made = switch (who) {
            case SEAWORTHY -> seaworthy();
            case SPRING -> spring(headers);
            case TOMCAT -> tomcat();
            case JETTY -> jetty(headers);
            case FLOOR -> loop(headers);
        };
        made.write(response.empty());
        int written = response.size();
        boolean all = headers.entrySet().stream().allMatch(h -> response.isExactly(h.getKey(), h.getValue()));
        require(who == Who.TOMCAT ? written >= 3 : all, who + " writes " + response.names());
        writer = made;
    }

    private static HeaderWriter seaworthy() {
        GuardChain chain = GuardChain.of(SecurityHeaders.api());
        ArrayRequest request = new BrowserRequests().next("GET", "/api/notes", BrowserRequests.fields());
        return response -> chain.run(request).write(response);
    }

    private static HeaderWriter loop(Map<String, String> headers) {
        String[] names = headers.keySet().toArray(String[]::new);
        String[] values = headers.values().toArray(String[]::new);
        return response -> {
            for (int i = 0; i < names.length; i++) {
                response.setHeader(names[i], values[i]);
            }
        };
    }

    private static HeaderWriter spring(Map<String, String> headers) {
        List<Header> all = new ArrayList<>();
        headers.forEach((name, value) -> all.add(new Header(name, value)));
        return through(new HeaderWriterFilter(List.of(new StaticHeadersWriter(all))));
    }

    private static HeaderWriter tomcat() throws Exception {
        HttpHeaderSecurityFilter filter = new HttpHeaderSecurityFilter();
        filter.init(new Init(Map.of("hstsMaxAgeSeconds", "31536000")));
        return through(filter);
    }

    private static HeaderWriter jetty(Map<String, String> headers) throws Exception {
        List<String> actions = new ArrayList<>();
        headers.forEach((name, value) -> actions.add('"' + "set " + name + ": " + value.replace("\"", "") + '"'));
        HeaderFilter filter = new HeaderFilter();
        filter.init(new Init(Map.of("headerConfig", String.join(",", actions))));
        return through(filter);
    }

    private static HeaderWriter through(Filter filter) {
        MemoryRequest request = new MemoryRequest("GET", "/api/notes", BrowserRequests.fields());
        return response -> filter.doFilter(request, response, (q, r) -> {});
    }

    @Benchmark
    public int write() throws Exception {
        if (writer != null) {
            writer.write(response.empty());
        }
        return response.size();
    }
}
