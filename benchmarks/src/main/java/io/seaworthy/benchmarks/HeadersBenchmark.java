package io.seaworthy.benchmarks;

import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestAttributes;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;

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
    private final Guard nothing = head -> Decision.proceed();
    private final CsrfProtection csrf = CsrfProtection.fetchMetadata();
    private final BrowserRequests requests = new BrowserRequests();
    private final ArrayFields fields = BrowserRequests.fields();
    private final ArrayRequest get = request("GET");
    private final ArrayRequest corsActual = request("GET", "Origin", APP);
    private final ArrayRequest preflight = preflight(APP);
    private final CorsPolicy manyOrigins = CorsPolicy.builder()
            .origins(IntStream.range(0, 10_000)
                    .mapToObj(i -> i == 5_000 ? APP : "https://app" + i + ".example.com")
                    .toList())
            .credentials()
            .build();
    private final CorsPolicy oneOrigin =
            CorsPolicy.builder().origins(APP).credentials().build();
    private final GuardChain nothingChain = GuardChain.of(nothing);
    private final GuardChain apiChain = GuardChain.of(api);
    private final GuardChain htmlChain = GuardChain.of(htmlStrict);
    private final ArrayHeaders sink = new ArrayHeaders();
    private final String[] bare = api.describe().entrySet().stream()
            .filter(each -> !each.getKey().equals("Strict-Transport-Security"))
            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
            .toArray(String[]::new);
    private final ArrayRequest hostilePreflight = preflight(APP, "authorization,".repeat(65_536 / 14));
    private final ArrayRequest foreignPreflight = preflight("https://app.example.com.attacker.example");
    private final ArrayRequest sameOrigin = request("POST", "Sec-Fetch-Site", "same-origin", "Origin", APP);
    private final ArrayRequest crossSite =
            request("POST", "Sec-Fetch-Site", "cross-site", "Origin", "https://attacker.example");

    private static ArrayRequest request(String method, String... fields) {
        return new BrowserRequests().next(method, "/api/notes", BrowserRequests.fields(fields));
    }

    private static ArrayRequest preflight(String origin) {
        return preflight(origin, "authorization,content-type");
    }

    private static ArrayRequest preflight(String origin, String headers) {
        return request(
                "OPTIONS",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                headers);
    }

    @Setup
    public void check() {
        Decision constant = api();
        require(!constant.headers().isEmpty() && constant == api(), "the profile without nonces is one constant");
        require(cspWithNonce() == htmlStrict.describe().size() - 1, "a page over http has all headers but HSTS");
        require(staticProfileWritten() == staticProfileBare_floor(), "both ways write the same fields");
        require(hostileRequestHeaders() instanceof Decision.Reject, "64 KiB of names are refused");
        require(origins10000().headers().toString().equals(origins1().headers().toString()), "and both allow");
        String allowed = corsPreflightAllowed().headers().toString();
        require(allowed.contains("Access-Control-Allow-Origin: " + APP), "the listed origin may");
        require(!corsPreflightDenied().headers().toString().contains("Allow-Origin:"), "another origin may not");
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

    /** A static profile on its way into a response. */
    @Benchmark
    public int staticProfileWritten() {
        ArrayRequest request = requests.next("GET", "/api/notes", fields);
        apiChain.run(request);
        request.writeHeaders(sink.cleared());
        return sink.size();
    }

    /** The floor of the former: the same fields, set one by one. */
    @Benchmark
    public int staticProfileBare_floor() {
        ArrayRequest request = requests.next("GET", "/api/notes", fields);
        nothingChain.run(request);
        sink.cleared();
        for (int i = 0; i < bare.length; i += 2) {
            sink.set(bare[i], bare[i + 1]);
        }
        return sink.size();
    }

    /** A page: the guard, the nonce, and the policy that carries it. */
    @Benchmark
    public int cspWithNonce() {
        ArrayRequest request = requests.next("GET", "/", fields);
        htmlChain.run(request);
        request.writeHeaders(sink.cleared());
        request.attribute(RequestAttributes.CSP_NONCE);
        request.commit(200, sink);
        return sink.size();
    }

    @Benchmark
    public Decision origins1() {
        return oneOrigin.check(corsActual);
    }

    @Benchmark
    public Decision origins10000() {
        return manyOrigins.check(corsActual);
    }

    /** The same by two threads at once. */
    @Benchmark
    @Threads(2)
    public String nonceOnTwoThreads() {
        return nonce();
    }

    /** 128 bits as text; what a page's nonce costs. */
    @Benchmark
    public String nonce() {
        return String.valueOf(
                htmlStrict.check(get) instanceof Decision.Proceed page
                        ? page.attributes().get(RequestAttributes.CSP_NONCE)
                        : null);
    }

    @Benchmark
    public Decision hostileRequestHeaders() {
        return cors.check(hostilePreflight);
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
