package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.internal.NonceSource;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.testkit.RequestHeads;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the bytes of a page with a nonce go, each part by itself; the table of the RATIONALE is what this prints. */
class PageNonceCostTest {

    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;

    private static volatile @Nullable Object sink;

    /** A response that costs nothing: the last value of the policy, and one type of content. */
    private static final class Sink implements ResponseHeaders {

        private final String type;
        private String policy = "";

        Sink(String type) {
            this.type = type;
        }

        @Override
        public void set(String name, String value) {
            if (name.equals(Csp.HEADER)) {
                policy = value;
            }
        }

        @Override
        public void add(String name, String value) {}

        @Override
        public void remove(String name) {}

        @Override
        public @Nullable String first(String name) {
            return name.equals("Content-Type") ? type : null;
        }

        @Override
        public List<String> all(String name) {
            return List.of();
        }

        @Override
        public boolean isExactly(String name, String value) {
            return !name.equals(Csp.HEADER) || policy.equals(value);
        }
    }

    private static long bytes(String what, Supplier<@Nullable Object> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            sink = work.get();
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < MEASURED; i++) {
            sink = work.get();
        }
        long each = (threads.getThreadAllocatedBytes(thread) - before) / MEASURED;
        System.out.println("PageNonceCostTest " + what + ": " + each + " bytes");
        return each;
    }

    private static long answer(String what, GuardChain chain, String type, boolean reads) {
        Sink headers = new Sink(type);
        RequestHeads template = RequestHeads.get("/");
        return bytes(what, () -> {
            ServerRequest request = template.build();
            chain.run(request);
            request.writeHeaders(headers);
            String nonce = reads ? request.attribute(RequestAttributes.CSP_NONCE) : null;
            request.commit(200, headers);
            return nonce == null ? headers.policy : nonce;
        });
    }

    @Test
    void page_costsItsTextsAndFourSmallObjects() {
        GuardChain strict = GuardChain.of(SecurityHeaders.htmlStrict());
        long request = answer("request", GuardChain.of(head -> Decision.proceed()), "text/html", false);
        long other = answer("answer that is no page", strict, "image/png", false) - request;
        long page = answer("page", strict, "text/html", false) - request;
        long asking = answer("page that asks for its nonce", strict, "text/html", true) - request;

        long nonce = bytes("nonce", () -> NonceSource.shared().next());
        CompiledCsp policy = CompiledCsp.enforced(Csp.strict());
        long text = bytes(
                "policy of " + policy.value(true, "n".repeat(22)).length() + " characters",
                () -> policy.value(true, "AAAAAAAAAAAAAAAAAAAAAA"));

        assertThat(other).as("guard, attribute, decision, trail").isLessThanOrEqualTo(104);
        // The rest is its part of the generator's new key, once in 250 nonces.
        assertThat(nonce).as("22 characters: a string and its array").isLessThanOrEqualTo(64 + 16);
        assertThat(text).as("one string, copied once").isLessThanOrEqualTo(24 + 16 + 352);
        assertThat(page).as("nothing besides").isLessThanOrEqualTo(other + nonce + text + 8);
        assertThat(asking).as("reading costs nothing more").isLessThanOrEqualTo(page + 8);
    }
}
