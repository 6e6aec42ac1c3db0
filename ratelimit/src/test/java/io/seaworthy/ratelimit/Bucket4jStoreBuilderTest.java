package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Bucket4jStoreBuilderTest {

    private static final Supplier<@Nullable AsyncProxyManager<byte[]>> NOWHERE = () -> null;

    private static Bucket4jStoreBuilder builder() {
        return Bucket4jLimitStore.builder(NOWHERE, OutagePolicy.refuse());
    }

    @Test
    void faults_areReportedTogether() {
        Bucket4jStoreBuilder builder = builder()
                .deadline(Duration.ZERO)
                .keyPrefix("a b")
                .threads(0)
                .onOutageOf("No Rule", OutagePolicy.refuse());
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path)
                                .containsExactly("deadline", "keyPrefix", "threads", "threads", "onOutageOf"));
    }

    @Test
    void optionSetTwice_isAProgrammersError() {
        assertThatThrownBy(() -> builder().deadline(Duration.ofMillis(1)).deadline(Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        builder().onOutageOf("plan", OutagePolicy.refuse()).onOutageOf("plan", OutagePolicy.refuse()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ruleWithoutLimitsOnOutage_weakensTheEvidence() {
        assertThat(builder().build().evidence()).noneMatch(evidence -> evidence.isWeakened());
        assertThat(builder()
                        .onOutageOf("plan", OutagePolicy.withoutLimits())
                        .build()
                        .evidence())
                .allMatch(evidence -> evidence.isWeakened());
    }

    @Test
    void unconnectedStore_opensTheBreakerAndFollowsThePolicyOfTheRule() {
        Bucket4jLimitStore store =
                builder().onOutageOf("free", OutagePolicy.withoutLimits()).build();
        Quota quota = Quota.of(1).per(Duration.ofMinutes(1));
        LimitKey key = LimitKey.ofPrincipal("a");
        for (int i = 0; i < 10; i++) {
            assertThat(store.take(Limit.of("plan", quota), key, 1)).isEqualTo(Verdict.UNAVAILABLE);
            assertThat(store.take(Limit.of("free", quota), key, 1)).isNotNegative();
        }
        assertThat(store.isDown()).isTrue();
    }
}
