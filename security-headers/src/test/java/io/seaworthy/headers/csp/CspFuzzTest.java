package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text at all as a policy; the seeds in every build, new ones in the long profile. */
class CspFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void policy(byte[] bytes) {
        ParsedCsp parsed = ParsedCsp.of(new String(bytes, StandardCharsets.UTF_8));
        Csp policy = parsed.policy();
        String printed = policy.toString();
        assertThat(ParsedCsp.of(printed).policy().directives()).isEqualTo(policy.directives());
        assertThat(ParsedCsp.of(printed).dropped()).isEmpty();
        assertThat(policy.withoutNonces().usesNonce()).isFalse();
        assertThat(policy.withoutNonces().directives().keySet())
                .isEqualTo(policy.directives().keySet());
        for (CspFinding finding : parsed.lint()) {
            assertThat(finding.toString()).isNotEmpty();
        }
    }
}
