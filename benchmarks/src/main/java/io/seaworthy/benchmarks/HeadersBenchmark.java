package io.seaworthy.benchmarks;

import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The guards that browsers obey or need; the floor is a guard that has nothing to say. */
public class HeadersBenchmark extends Nanoseconds {

    private static final String APP = "https://app.example.com";

    private final SecurityHeaders api = SecurityHeaders.api();
    private final SecurityHeaders htmlStrict = SecurityHeaders.htmlStrict();
    private final CorsPolicy cors = CorsPolicy.builder()
            .origins(APP, "https://admin.example.com")
            .methods("GET", "POST", "DELETE")
            .requestHeaders("authorization", "content-type")
            .credentials()
            .build();
    private final CsrfProtection csrf = CsrfProtection.fetchMetadata();
    private final Guard nothing = head -> Decision.proceed();

    private final ArrayRequest get = request("GET");
    private final ArrayRequest corsActual = request("GET", "Origin", APP);
    private final ArrayRequest preflight = preflight(APP);
    private final ArrayRequest foreignPreflight = preflight("https://app.example.com.attacker.example");
    private final ArrayRequest sameOrigin = request("POST", "Sec-Fetch-Site", "same-origin", "Origin", APP);
    private final ArrayRequest crossSite =
            request("POST", "Sec-Fetch-Site", "cross-site", "Origin", "https://attacker.example");

    private static ArrayRequest request(String method, String... fields) {
        return new BrowserRequests().next(method, "/api/notes", BrowserRequests.fields(fields));
    }

    private static ArrayRequest preflight(String origin) {
        return request(
                "OPTIONS",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");
    }

    @Setup
    public void check() {
        Decision constant = api();
        require(!constant.headers().isEmpty() && constant == api(), "the profile without nonces is one constant");
        String page = htmlStrict().headers().toString();
        require(page.contains("nonce-") && !page.equals(htmlStrict().headers().toString()), "nonces differ");
        String allowed = corsPreflightAllowed().headers().toString();
        require(allowed.contains("Access-Control-Allow-Origin: " + APP), "the listed origin may");
        require(!corsPreflightDenied().headers().toString().contains("Allow-Origin"), "another origin may not");
        require(corsActual().headers().toString().contains("Allow-Origin"), "the listed origin may read");
        require(fetchMetadataPasses() == Decision.proceed(), "the own page may post");
        require(fetchMetadataRefuses() instanceof Decision.Reject, "another site's page may not");
    }

    @Benchmark
    public Decision api() {
        return api.check(get);
    }

    @Benchmark
    public Decision htmlStrict() {
        return htmlStrict.check(get);
    }

    @Benchmark
    public Decision corsActual() {
        return cors.check(corsActual);
    }

    @Benchmark
    public Decision corsPreflightAllowed() {
        return cors.check(preflight);
    }

    @Benchmark
    public Decision corsPreflightDenied() {
        return cors.check(foreignPreflight);
    }

    @Benchmark
    public Decision fetchMetadataPasses() {
        return csrf.check(sameOrigin);
    }

    @Benchmark
    public Decision fetchMetadataRefuses() {
        return csrf.check(crossSite);
    }

    @Benchmark
    public Decision nothing_floor() {
        return nothing.check(get);
    }
}
