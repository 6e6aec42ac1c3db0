package io.seaworthy.benchmarks.server;

import io.seaworthy.benchmarks.ArrayFields;
import io.seaworthy.benchmarks.ArrayRequest;
import io.seaworthy.benchmarks.BrowserRequests;
import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.benchmarks.headers.MemoryRequest;
import io.seaworthy.benchmarks.headers.MemoryResponse;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestContext;
import jakarta.servlet.Filter;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * The chains of the server job without a server: the request is made, guarded, its fields written into a response in
 * memory, its context opened for a handler that does nothing, and completed. Two threads share the chain, its limits and the token.
 */
@State(Scope.Benchmark)
public class WholeChain extends Nanoseconds {

    /** Who guards. */
    public enum Who {
        SEAWORTHY,
        /** Spring Security with a filter over bucket4j. */
        SPRING,
        /** The request made and completed. */
        FLOOR
    }

    @Param
    public Who who = Who.SEAWORTHY;

    private final byte[] secret = secret();
    private final ArrayFields fields = BrowserRequests.fields(
            "Origin",
            SeaworthySetup.ORIGIN,
            "Sec-Fetch-Mode",
            "cors",
            "Sec-Fetch-Site",
            "cross-site",
            "Authorization",
            "Bearer " + SeaworthySetup.token(secret));
    private final GuardChain chain = SeaworthySetup.chain(secret);
    private Filter spring = (request, response, next) -> {};

    /** What a thread has of its own. */
    @State(Scope.Thread)
    public static class Caller {
        private final MemoryResponse response = new MemoryResponse();
        private final BrowserRequests requests = new BrowserRequests();
    }

    /** Always the same, but no pattern, which would be refused. */
    private static byte[] secret() {
        byte[] secret = new byte[32];
        new Random(4711).nextBytes(secret);
        return secret;
    }

    @Setup
    public void check() throws Exception {
        if (who == Who.SPRING) {
            spring = SpringSetup.filter(secret);
        }
        MemoryResponse answer = guard(new Caller());
        boolean guarded = answer.first("X-Request-Id") != null
                && SeaworthySetup.ORIGIN.equals(answer.first("Access-Control-Allow-Origin"))
                && "nosniff".equals(answer.first("X-Content-Type-Options"))
                && (answer.first("RateLimit") != null || answer.first("X-RateLimit-Remaining") != null);
        require(guarded == (who != Who.FLOOR), who + " writes the guards' fields");
    }

    @Benchmark
    public MemoryResponse guard(Caller caller) throws Exception {
        MemoryResponse answer = caller.response.empty();
        if (who == Who.SPRING) {
            spring.doFilter(new MemoryRequest("GET", "/api/notes", fields), answer, (q, r) -> {});
            return answer;
        }
        ArrayRequest request = caller.requests.next("GET", "/api/notes", fields);
        if (who == Who.SEAWORTHY) {
            require(chain.run(request).proceeds(), "the caller is admitted");
            request.writeHeaders(answer);
            RequestContext.open(request, chain.context()).close();
            request.commit(200, answer);
        }
        request.complete(Ending.of(Ending.How.RETURNED, 200));
        request.close();
        return answer;
    }

    @Benchmark
    @Threads(2)
    public MemoryResponse guardOnTwoThreads(Caller caller) throws Exception {
        return guard(caller);
    }
}
