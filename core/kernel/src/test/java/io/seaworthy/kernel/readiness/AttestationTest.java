package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationTest {

    private static final LocalDate DATE = LocalDate.of(2026, 1, 10);
    private static final LocalDate EXPIRES = LocalDate.of(2027, 1, 10);
    private static final URI LINK = URI.create("https://wiki.example.com/dr-plan");

    @ParameterizedTest
    @CsvSource({"2026-01-09, false", "2026-01-10, true", "2027-01-10, true", "2027-01-11, false"})
    void bothDays_areIncluded(LocalDate day, boolean inForce) {
        assertThat(Attestation.of("backup", "Operations", DATE, EXPIRES, LINK).isInForce(day))
                .isEqualTo(inForce);
    }

    @Test
    void allFaults_comeTogether() {
        ConfigurationException fault = catchThrowableOfType(
                ConfigurationException.class,
                () -> Attestation.of("bakup", " ", EXPIRES, DATE, URI.create("ftp://example.com/")));

        assertThat(fault.violations()).extracting(Violation::path).containsExactly("id", "owner", "expires", "link");
        assertThat(fault.violations().get(0).hint()).isEqualTo("Did you mean backup?");
    }

    @Test
    void aUserInTheLink_isRefusedAndNotShown() {
        assertThatThrownBy(() ->
                        Attestation.of("legal", "Law", DATE, EXPIRES, URI.create("https://u:hunter2@example.com/")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("link")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"see-wiki", "/wiki", "mailto:law@example.com", "https:///x", "file:///etc/plan", "https:opaque"})
    void aLinkThatLeadsNowhere_isRefused(String link) {
        assertThatThrownBy(() -> Attestation.of("legal", "Law", DATE, EXPIRES, URI.create(link)))
                .hasMessageContaining("link: malformed");
    }

    @Test
    void anAttestationForEver_isRefused() {
        assertThatThrownBy(() ->
                        Attestation.of("legal", "Law", DATE, DATE.plusYears(2).plusDays(1), LINK))
                .hasMessageContaining("expires: out_of_range");
        assertThat(Attestation.of("legal", "Law", DATE, DATE.plusYears(2), LINK).expires())
                .isEqualTo("2028-01-10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "bell\u0007"})
    void anOwnerThatIsNoName_isRefused(String owner) {
        assertThatThrownBy(() -> Attestation.of("legal", owner, DATE, EXPIRES, LINK))
                .hasMessageContaining("owner: malformed");
    }
}
