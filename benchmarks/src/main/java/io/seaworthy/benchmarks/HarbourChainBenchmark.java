package io.seaworthy.benchmarks;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Outcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All guards of Harbour, from the request's head to its completion, as one request after another would meet them: no
 * socket, no body, no header written into a response, and no log. Metrics are recorded, limits charged, tokens verified.
 *
 * <p>Each operation makes a request of its own; the floor only makes and completes it. Harbour looks a caller's plan up
 * in its database once a second and remembers it in between, so one operation in some hundred thousand includes a query.
 */
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class HarbourChainBenchmark extends Nanoseconds implements AutoCloseable {

    /** Each may send a million requests at once, more than any iteration sends. */
    private static final int ACCOUNTS = 4;

    private final SilentHarbour harbour = SilentHarbour.start();
    private final BrowserRequests requests = new BrowserRequests();

    private final ArrayFields page = BrowserRequests.fields(
            "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "none");
    private final ArrayFields script = BrowserRequests.fields(
            "Origin", "https://app.example.com", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "cross-site");
    private final ArrayFields preflight = BrowserRequests.fields(
            "Origin", "https://app.example.com",
            "Sec-Fetch-Mode", "cors",
            "Access-Control-Request-Method", "POST",
            "Access-Control-Request-Headers", "authorization,content-type");
    private final ArrayFields[] accounts = new ArrayFields[ACCOUNTS];
    private int next;

    public HarbourChainBenchmark() {
        for (int i = 0; i < ACCOUNTS; i++) {
            String token = harbour.login("sailor-" + i + "@example.org");
            accounts[i] = BrowserRequests.fields(
                    "Origin", "https://app.example.com",
                    "Sec-Fetch-Mode", "cors",
                    "Sec-Fetch-Site", "cross-site",
                    "Authorization", "Bearer " + token);
        }
    }

    @Setup
    public void check() {
        require(status(anonymousPage()) == 0, "an anonymous caller gets the page");
        require(status(authenticatedGet()) == 0, "a bearer of a token gets its data");
        require(status(preflightAllowed()) == 204, "a preflight of the listed origin is answered");
        require(status(rejectedWithoutToken()) == 401, "a caller without a token is refused");
        require(status(request_floor()) == 0, "a request without a chain proceeds");
    }

    @Benchmark
    public Outcome anonymousPage() {
        return expect(0, run(requests.next("GET", "/", page)));
    }

    @Benchmark
    public Outcome authenticatedGet() {
        return expect(0, run(requests.next("GET", "/api/me", accounts[next++ & ACCOUNTS - 1])));
    }

    @Benchmark
    public Outcome preflightAllowed() {
        return expect(204, run(requests.next("OPTIONS", "/api/notes", preflight)));
    }

    @Benchmark
    public Outcome rejectedWithoutToken() {
        return expect(401, run(requests.next("GET", "/api/me", script)));
    }

    @Benchmark
    public Outcome request_floor() {
        return end(requests.next("GET", "/api/me", script));
    }

    private Outcome run(ArrayRequest request) {
        harbour.chain().run(request);
        return end(request);
    }

    /** What an adapter does when the answer is out; a permit that it kept would fill the overload guard. */
    private static Outcome end(ArrayRequest request) {
        request.complete(Ending.of(Ending.How.RETURNED, 200));
        request.close();
        return request.outcome();
    }

    /** A limit that is reached would be measured as something else. */
    private static Outcome expect(int status, Outcome outcome) {
        require(status(outcome) == status, "another outcome");
        return outcome;
    }

    /** The status of the answer, or 0 where the application would run. */
    private static int status(Outcome outcome) {
        if (outcome.decision() instanceof Decision.Reject reject) {
            return reject.problem().status();
        }
        return outcome.decision() instanceof Decision.Respond respond ? respond.status() : 0;
    }

    @TearDown
    @Override
    public void close() {
        harbour.close();
    }
}
