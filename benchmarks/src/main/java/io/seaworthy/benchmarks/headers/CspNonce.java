package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.ArrayRequest;
import io.seaworthy.benchmarks.BrowserRequests;
import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;

/**
 * A policy with a fresh nonce of 128 bits. Ours writes the whole preset for pages; SPRING does what an application with
 * Spring Security writes by hand, which has no nonces: a shared {@code SecureRandom} and a replaced mark, one header.
 */
public class CspNonce extends Nanoseconds {

    private static final String POLICY = "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; "
            + "style-src 'nonce-{nonce}'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Who writes. */
    public enum Who {
        SEAWORTHY,
        SPRING,
        /** A policy that is ready, without a nonce. */
        FLOOR
    }

    @Param
    public Who who = Who.SEAWORTHY;

    private @Nullable HeaderWriter writer;

    /** One for all threads, as in an application. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final SecurityHeaders PAGES = SecurityHeaders.htmlStrict();

    private static final Ending END = Ending.of(Ending.How.RETURNED, 200);

    private final MemoryResponse response = new MemoryResponse();

    @Setup
    public void check() throws Exception {
        writer = switch (who) {
            case SEAWORTHY -> seaworthy();
            case SPRING -> byHand();
            case FLOOR -> response -> response.setHeader("Content-Security-Policy", POLICY);
        };
        String first = policy();
        String second = policy();
        require(first.contains("nonce-"), who + " writes a policy");
        require(who == Who.FLOOR || !first.equals(second), "nonces differ");
    }

    private String policy() throws Exception {
        String policy = write().first("Content-Security-Policy");
        return policy == null ? "" : policy;
    }

    private static HeaderWriter seaworthy() {
        GuardChain chain = GuardChain.of(PAGES);
        BrowserRequests requests = new BrowserRequests();
        var fields = BrowserRequests.fields("Sec-Fetch-Dest", "document");
        return response -> {
            ArrayRequest request = requests.next("GET", "/", fields);
            chain.run(request);
            request.writeHeaders(response);
            response.setHeader("Content-Type", "text/html");
            // The nonce is drawn when the head of a page leaves, at the latest.
            request.commit(200, response);
            request.complete(END);
            request.close();
        };
    }

    private static HeaderWriter byHand() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return response -> {
            byte[] bytes = new byte[16];
            RANDOM.nextBytes(bytes);
            response.setHeader("Content-Security-Policy", POLICY.replace("{nonce}", base64.encodeToString(bytes)));
        };
    }

    @Benchmark
    public MemoryResponse write() throws Exception {
        MemoryResponse answer = response.empty();
        if (writer != null) {
            writer.write(answer);
        }
        return answer;
    }

    @Benchmark
    @Threads(2)
    public MemoryResponse writeOnTwoThreads() throws Exception {
        return write();
    }
}
