package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request costs in bytes, measured by the JVM: exact, unlike time. */
class AllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;
    private static final String APP = "https://app.example.com";

    /** Keeps results alive, so that the compiler cannot drop the work. */
    private static volatile Decision sink = Decision.proceed();

    static Stream<Arguments> rows() {
        CorsPolicy cors = CorsPolicy.builder()
                .origins(APP, "https://*.example.org")
                .credentials()
                .methods("GET", "POST", "DELETE")
                .requestHeaders("authorization", "content-type", "x-api-key")
                .maxAge(Duration.ofMinutes(10))
                .build();
        CorsPolicy anyHeader =
                CorsPolicy.builder().origins(APP).requestHeaders("*").build();
        CsrfProtection csrf = CsrfProtection.builder().trusting(cors).build();
        String hostile = "authorization,".repeat(65_536 / 14);
        return Stream.of(
                Arguments.of("constant profile", SecurityHeaders.api(), new FixedHead("GET", "/api/me"), 0),
                Arguments.of("profile with nonce", SecurityHeaders.htmlStrict(), new FixedHead("GET", "/"), 120),
                Arguments.of("no origin", cors, new FixedHead("GET", "/api/me"), 0),
                Arguments.of("allowed origin", cors, new FixedHead("GET", "/api/me", "Origin", APP), 0),
                Arguments.of(
                        "subdomain by wildcard",
                        cors,
                        new FixedHead("GET", "/api/me", "Origin", "https://a.example.org"),
                        0),
                Arguments.of("allowed preflight", cors, preflight(APP, "DELETE", "authorization,content-type"), 0),
                Arguments.of("refused method", cors, preflight(APP, "PUT", "authorization"), 0),
                Arguments.of("refused header", cors, preflight(APP, "GET", "x-evil"), 0),
                Arguments.of("refused origin", cors, preflight("https://evil.example:8443", "GET", "x-evil"), 0),
                Arguments.of(
                        "refused by the end",
                        cors,
                        preflight("https://app.example.com.attacker.example", "POST", "authorization"),
                        0),
                Arguments.of("origin null", cors, preflight("null", "GET", "x-evil"), 0),
                Arguments.of("malformed origin", cors, preflight("https://*@:;", "GET", "x-evil"), 0),
                Arguments.of(
                        "actual request of a refused origin",
                        cors,
                        new FixedHead("GET", "/api/me", "Origin", "https://evil.example"),
                        0),
                Arguments.of("64 KiB of origin", cors, preflight("https://" + "a.".repeat(32_768), "GET", "x"), 0),
                Arguments.of("64 KiB of commas", cors, preflight(APP, "GET", ",".repeat(65_536)), 0),
                Arguments.of("64 KiB under a wildcard", anyHeader, preflight(APP, "GET", hostile), 0),
                Arguments.of("64 KiB of request headers", cors, preflight(APP, "GET", hostile), 0),
                Arguments.of("same-origin post", csrf, new FixedHead("POST", "/x", "Sec-Fetch-Site", "same-origin"), 0),
                Arguments.of(
                        "cross-site post",
                        csrf,
                        new FixedHead("POST", "/x", "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"),
                        0),
                Arguments.of("safe request", csrf, new FixedHead("GET", "/x", "Sec-Fetch-Site", "cross-site"), 0),
                Arguments.of("own origin", csrf, new FixedHead("POST", "/x", "Origin", "https://example.com"), 0));
    }

    private static RequestHead preflight(String origin, String method, String headers) {
        return new FixedHead(
                "OPTIONS",
                "/api/me",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void request_costsAtMost(String name, Guard guard, RequestHead head, long most) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            sink = guard.check(head);
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < MEASURED; i++) {
            sink = guard.check(head);
        }
        // The measurement itself allocates a little, once.
        long each = (threads.getThreadAllocatedBytes(thread) - before) / MEASURED;
        System.out.println("AllocationTest " + name + ": " + each + " bytes");
        assertThat(each).isLessThanOrEqualTo(most);
    }
}
