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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Where the bytes of a page with a nonce go, each part by itself; the table of the RATIONALE is what this prints. In a
 * process of its own whose compiler leaves out no object: the differences of what another one saves, now here, now
 * there, say nothing.
 */
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

    private static void bytes(String what, Supplier<@Nullable Object> work) {
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
        System.out.println("PageNonceCostTest " + what + " " + each + " bytes");
    }

    private static void answer(String what, GuardChain chain, String type, boolean reads) {
        Sink headers = new Sink(type);
        RequestHeads template = RequestHeads.get("/");
        bytes(what, () -> {
            ServerRequest request = template.build();
            chain.run(request);
            request.writeHeaders(headers);
            String nonce = reads ? request.attribute(RequestAttributes.CSP_NONCE) : null;
            request.commit(200, headers);
            return nonce == null ? headers.policy : nonce;
        });
    }

    /** Prints each part and its bytes. */
    public static final class Child {

        public static void main(String[] arguments) {
            GuardChain strict = GuardChain.of(SecurityHeaders.htmlStrict());
            GuardChain nothing = GuardChain.of(head -> Decision.proceed());
            CompiledCsp policy = CompiledCsp.enforced(Csp.strict());
            answer("request", nothing, "text/html", false);
            answer("other", strict, "image/png", false);
            answer("page", strict, "text/html", false);
            answer("asking", strict, "text/html", true);
            bytes("nonce", () -> NonceSource.shared().next());
            bytes("policy", () -> policy.value(true, "AAAAAAAAAAAAAAAAAAAAAA"));
        }
    }

    private static Map<String, Long> measured() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(printed);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[1], words -> Long.valueOf(words[2])));
    }

    @Test
    void page_costsItsTextsAndFourSmallObjects() throws Exception {
        Map<String, Long> measured = measured();
        long request = measured.get("request");
        long other = measured.get("other") - request;
        long page = measured.get("page") - request;
        long nonce = measured.get("nonce");
        long policy = measured.get("policy");

        assertThat(other).as("guard, attribute, decision, trail").isLessThanOrEqualTo(104);
        // The rest is its part of the generator's new key, once in 250 nonces.
        assertThat(nonce).as("22 characters: a string and its array").isLessThanOrEqualTo(64 + 16);
        assertThat(policy).as("one string, copied once").isLessThanOrEqualTo(24 + 16 + 352);
        assertThat(page).as("nothing besides").isLessThanOrEqualTo(other + nonce + policy + 8);
        assertThat(measured.get("asking") - request)
                .as("reading costs nothing more")
                .isLessThanOrEqualTo(page + 8);
    }
}
