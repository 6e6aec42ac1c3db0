package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import org.junit.jupiter.api.Test;

class PermissionsPolicyTest {

    @Test
    void value_isAStructuredFieldDictionary() {
        PermissionsPolicy policy = PermissionsPolicy.builder()
                .deny("camera", "geolocation")
                .allowSelf("fullscreen")
                .allow("payment", "https://pay.example", "https://pay2.example:8443")
                .dangerouslyAllowEveryone("autoplay")
                .build();
        assertThat(policy.value())
                .isEqualTo("autoplay=*, camera=(), fullscreen=(self), geolocation=(),"
                        + " payment=(self \"https://pay.example\" \"https://pay2.example:8443\")");
        assertThat(policy.weaknesses()).singleElement().asString().contains("autoplay");
    }

    @Test
    void sensitiveFeatures_areDenied() {
        assertThat(PermissionsPolicy.denySensitive().value())
                .contains("camera=()", "microphone=()", "geolocation=()", "usb=()", "unload=()", "browsing-topics=()")
                .doesNotContain("interest-cohort");
        assertThat(PermissionsPolicy.denySensitive().weaknesses()).isEmpty();
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> PermissionsPolicy.builder()
                        .deny("Camera", "geo-location", "usb", "usb")
                        .allow("payment", "http://pay.example/", "null")
                        .build())
                .isInstanceOfSatisfying(ConfigurationException.class, e -> {
                    assertThat(e.violations())
                            .extracting(Violation::reason)
                            .containsExactly(
                                    "not_a_feature",
                                    "unknown_feature",
                                    "duplicate",
                                    "not_only_an_origin",
                                    "null_origin");
                    assertThat(e.violations().get(1).hint()).isEqualTo("Did you mean geolocation?");
                });
    }

    @Test
    void unknownFeature_isSentAsItIs() {
        assertThat(PermissionsPolicy.builder().deny("teleportation").build().value())
                .isEqualTo("teleportation=()");
    }

    @Test
    void emptyPolicy_isAFault() {
        assertThatThrownBy(() -> PermissionsPolicy.builder().build()).isInstanceOf(ConfigurationException.class);
    }
}
