package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.seaworthy.kernel.Secret;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger can make us spend with one token, counted in bytes: that is exact, and no clock is needed. */
class GateCostTest {

    private final AccessTokens access = AccessTokens.issuer("i")
            .audience("a")
            .keys(SigningKeys.of(Secret.of(Forge.KEY)))
            .build();

    static Stream<Arguments> expensive() {
        String deep = "{\"a\":" + "[".repeat(20_000);
        String digits = "{\"alg\":" + "9".repeat(1_000_000) + "}";
        return Stream.of(
                arguments("a million digits", Forge.encode(digits) + ".e30.AAAA"),
                arguments("as many digits as fit", Forge.encode("{\"alg\":" + "9".repeat(5_900) + "}") + ".e30.AAAA"),
                arguments("20,000 levels", Forge.encode(deep) + ".e30.AAAA"),
                arguments("as many levels as fit", Forge.encode("{\"a\":" + "[".repeat(5_900)) + ".e30.AAAA"),
                arguments("10 MB of header", "A".repeat(10_000_000) + ".e30.AAAA"),
                arguments("a megabyte of dots", ".".repeat(1_000_000)),
                arguments("as many dots as fit", ".".repeat(8_192)),
                arguments("8 KiB of payload", "e30." + "A".repeat(8_000) + ".AAAA"),
                arguments(
                        "8 KiB of claims, badly signed",
                        Forge.good(0).claim("x", "y".repeat(5_000)).sign() + "AAAA"),
                arguments("many members", Forge.encode("{" + "\"a\":1,".repeat(900)) + ".e30.AAAA"));
    }

    /** The CPU time of this thread, and the best of many tries: others' work on the machine is not ours to refuse. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("expensive")
    void expensiveToken_isRefusedWithinAMillisecondOfCpu(String what, String token) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long before = thread.getCurrentThreadCpuTime();
            assertThat(access.verify(token)).isInstanceOf(Verification.Refused.class);
            best = Math.min(best, thread.getCurrentThreadCpuTime() - before);
        }

        assertThat(best).isLessThan(1_000_000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expensive")
    void expensiveToken_isRefusedWithin64Kilobytes(String what, String token) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        access.verify(token);

        long before = thread.getThreadAllocatedBytes(id);
        Verification verification = access.verify(token);
        long spent = thread.getThreadAllocatedBytes(id) - before;

        assertThat(verification).isInstanceOf(Verification.Refused.class);
        assertThat(spent).isLessThan(64 << 10);
    }
}
