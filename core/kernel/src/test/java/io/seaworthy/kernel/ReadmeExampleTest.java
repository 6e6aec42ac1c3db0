package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.kernel.readiness.Finding;
import io.seaworthy.kernel.readiness.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The code of the README, run. */
class ReadmeExampleTest {

    private final Guard headers = head -> Decision.proceed(
            HeaderEdits.builder().enforce("X-Content-Type-Options", "nosniff").build());

    /** The README says "/coffee"; {@link TestRequest} has one path only. */
    private static Guard teapot(String path) {
        return head -> head.rawPath().equals(path)
                ? Decision.reject(Problem.of(418, "teapot", "This is a teapot"))
                : Decision.proceed();
    }

    @Test
    void threeLines_refuseCoffee() {
        Outcome outcome = GuardChain.of(headers, teapot("/path")).run(new TestRequest());

        MapHeaders sent = new MapHeaders();
        outcome.write(sent);
        assertThat(sent.all("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(((Decision.Reject) outcome.decision()).problem().status()).isEqualTo(418);
        assertThat(GuardChain.of(headers, teapot("/coffee"))
                        .run(new TestRequest())
                        .proceeds())
                .isTrue();
    }

    @Test
    void problem_isWhatAHandlerSends() {
        assertThat(new String(Problem.of(409, "taken", "Taken").toJson("r-1"), StandardCharsets.UTF_8))
                .contains("\"code\":\"taken\"", "\"request_id\":\"r-1\"");
    }

    @Test
    void lambda_receivesEvents() {
        List<String> seen = new ArrayList<>();
        Events events = (reason, head, cause) -> seen.add(reason.area() + "." + reason.code());
        GuardChain chain = GuardChain.builder()
                .then(head -> {
                    throw new IllegalStateException("a guard with a fault");
                })
                .events(events)
                .build();

        assertThat(chain.run(new TestRequest()).proceeds()).isFalse();
        assertThat(seen).containsExactly("chain.guard_failed", "chain.rejected");
    }

    @Test
    void readiness_asksTheChain() {
        GuardChain chain = GuardChain.of(TrustedProxies.of(CidrSet.of("10.0.0.0/8")), teapot("/coffee"));

        Readiness readiness = Readiness.builder().sources(chain).build();

        assertThat(readiness.report().toText()).startsWith("Readiness: 1 enforced");
        assertThat(readiness.requireAll(Set.of("RATE-ADDRESS")).count(Finding.State.ENFORCED))
                .isEqualTo(1);
        assertThatThrownBy(() -> readiness.requireAll(Set.of("HEAD-CSP", "RATE-ADDRESS")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HEAD-CSP");
    }
}
