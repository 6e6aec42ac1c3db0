package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.Nanoseconds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A form that the service's own page sends, and one that another site's page sends with the user's cookies. */
public class Csrf extends Nanoseconds {

    private static final String COOKIE = "XSRF-TOKEN=9f1c2d7e-5b3a-4c60-8f2e-1a2b3c4d5e6f";
    private static final String TOKEN = COOKIE.substring(COOKIE.indexOf('=') + 1);

    @Param
    public CsrfPeer who = CsrfPeer.SEAWORTHY;

    private final CorsRequest own =
            CorsRequest.of("POST", "Sec-Fetch-Site", "same-origin", "Cookie", COOKIE, "X-XSRF-TOKEN", TOKEN);
    private final CorsRequest foreign = CorsRequest.of("POST", "Sec-Fetch-Site", "cross-site", "Cookie", COOKIE);
    private CsrfPeer.Check check = CsrfPeer.FLOOR.check();

    @Setup
    public void check() throws Exception {
        check = who.check();
        require(pass(), who + " lets the service's own page send");
        require(!refuse(), who + " refuses another site's");
    }

    @Benchmark
    public boolean pass() throws Exception {
        return check.passes(own);
    }

    @Benchmark
    public boolean refuse() throws Exception {
        return check.passes(foreign);
    }
}
