package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeaworthyFilterTest {

    private record Proven(Evidence one) implements Guard, EvidenceSource {
        @Override
        public Decision check(RequestHead head) {
            return Decision.proceed();
        }

        @Override
        public List<Evidence> evidence() {
            return List.of(one);
        }
    }

    @Test
    void evidence_isTheChainsAndTheFiltersOwn() {
        Evidence evidence = Evidence.enforced("HEAD-CSP", "Test", "on");
        assertThat(SeaworthyFilter.of(GuardChain.of(new Proven(evidence))).evidence())
                .contains(evidence)
                .extracting(Evidence::id)
                .containsExactly("HEAD-CSP", "API-ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S"})
    void deadlineOutOfRange_isAFault(String deadline) {
        assertThatThrownBy(() -> SeaworthyFilter.builder(GuardChain.of())
                        .deadline(Duration.parse(deadline))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("deadline");
    }

    @Test
    void everyFault_isReportedAtOnce() {
        assertThatThrownBy(() -> SeaworthyFilter.builder(GuardChain.of())
                        .deadline(Duration.ZERO)
                        .deadline(Duration.ofDays(1))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(3));
    }

    @Test
    void missingChain_isRefusedAtOnce() {
        assertThatThrownBy(() -> SeaworthyFilter.of(null)).isInstanceOf(NullPointerException.class);
    }
}
