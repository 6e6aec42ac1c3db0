package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.seaworthy.kernel.Secret;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What issuing and verifying allocate; bytes are the same on every machine, whatever else it does. */
class TokenAllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;

    private static Object sink = "";

    private static AccessTokensBuilder builder() {
        return AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.of(Forge.KEY)));
    }

    private static String issue(AccessTokens access) {
        return access.issue("account-0123456789", "AAAAAAAAAAAAAAAAAAAAAA", TokenClaims.ofRoles(List.of("user")))
                .value();
    }

    /** The mean over many runs: a pool that grows or a cache that tidies up now and then counts, too. */
    private static long bytes(String what, Runnable operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            operation.run();
        }
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < MEASURED; i++) {
            operation.run();
        }
        long mean = (threads.getThreadAllocatedBytes(id) - before) / MEASURED;
        System.out.println(what + ": " + mean + " B");
        return mean;
    }

    @Test
    void hs256Verify_uncached_staysBelow1600Bytes() {
        AccessTokens access = builder().build();
        String token = issue(access);

        assertThat(bytes("verify HS256, uncached", () -> sink = access.verify(token)))
                .isLessThanOrEqualTo(1_600);
    }

    @Test
    void rememberedToken_staysBelow200Bytes() {
        AccessTokens access = builder().rememberVerified(1_000).build();
        String field = "Bearer " + issue(access);

        assertThat(bytes("verify, remembered", () -> sink = access.verify(field, 7)))
                .isLessThanOrEqualTo(200);
        assertThat(sink).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void hs256Issue_staysBelow4Kilobytes() {
        AccessTokens access = builder().build();

        assertThat(bytes("issue HS256", () -> sink = issue(access))).isLessThanOrEqualTo(4 << 10);
    }
}
