package io.seaworthy.benchmarks;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.http.StrictRequests;
import io.seaworthy.logging.CorrelationGuard;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Reading what came from outside; the floor reads method, path and authority and judges nothing. */
public class InputBenchmark extends Nanoseconds {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NAME = "Grace Hopper";

    private final StrictRequests strict = StrictRequests.create();
    private final CorrelationGuard correlation = CorrelationGuard.create();
    private final HtmlSanitizer sanitizer = HtmlSanitizer.comment();

    private final ArrayRequest request =
            new BrowserRequests().next("GET", "/api/notes", BrowserRequests.fields("Authorization", "Bearer abc"));
    private final ArrayRequest traced = new BrowserRequests()
            .next("GET", "/api/notes", BrowserRequests.fields("X-Request-Id", "req-0123456789", "traceparent", TRACE));

    @Setup
    public void check() {
        require(strictRequest() == Decision.proceed(), "a sound request proceeds");
        require(correlationContinued().headers().toString().contains("req-0123456789"), "the request id is kept");
        require(correlationNew().headers().toString().contains("X-Request-Id"), "a request gets an id");
        require(cleanName().equals(NAME), "a clean name stays as it is");
    }

    @Benchmark
    public Decision strictRequest() {
        return strict.check(request);
    }

    @Benchmark
    public Decision correlationContinued() {
        return correlation.check(traced);
    }

    @Benchmark
    public Decision correlationNew() {
        return correlation.check(request);
    }

    @Benchmark
    public String cleanName() {
        return sanitizer.sanitize(NAME, "");
    }

    @Benchmark
    public Object readingTheHead_floor() {
        boolean whole = !request.method().isEmpty() && !request.rawPath().isEmpty() && request.authority() != null;
        return whole ? request : NAME;
    }
}
