package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HstsTest {

    @Test
    void values_areThoseOfRfc6797() {
        assertThat(Hsts.recommended().value()).isEqualTo("max-age=63072000; includeSubDomains");
        assertThat(Hsts.dangerouslyForget().value()).isEqualTo("max-age=0");
        assertThat(Hsts.builder(Duration.ofDays(365))
                        .includeSubDomains()
                        .preload()
                        .build()
                        .value())
                .isEqualTo("max-age=31536000; includeSubDomains; preload");
        assertThat(Hsts.builder(Duration.ofSeconds(1)).build().value()).isEqualTo("max-age=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S", "P3651D"})
    void maxAgeOutOfRange_isAFault(String maxAge) {
        assertThatThrownBy(() -> Hsts.builder(Duration.parse(maxAge)).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("out_of_range");
    }

    @Test
    void preload_needsAYearAndSubdomains() {
        assertThatThrownBy(() -> Hsts.builder(Duration.ofDays(364)).preload().build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::reason)
                                .containsExactly("too_short_for_preload", "missing_for_preload"));
    }

    @Test
    void shortOrNarrow_isWeakened() {
        assertThat(Hsts.recommended().weaknesses()).isEmpty();
        assertThat(Hsts.builder(Duration.ofDays(30)).build().weaknesses()).hasSize(2);
        assertThat(Hsts.dangerouslyForget().weaknesses()).hasSize(2);
    }
}
