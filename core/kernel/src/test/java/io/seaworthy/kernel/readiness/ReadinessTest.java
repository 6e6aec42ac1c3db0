package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

    private static final LocalDate DATE = LocalDate.of(2026, 1, 10);
    private static final LocalDate EXPIRES = LocalDate.of(2026, 12, 31);

    static EvidenceSource source(Evidence... evidence) {
        return () -> List.of(evidence);
    }

    static Attestation attestation(String id, LocalDate date, LocalDate expires) {
        return Attestation.of(id, "Operations", date, expires, URI.create("https://wiki.example.com/proof"));
    }

    private static ReadinessReport at(String instant, Readiness.Builder builder) {
        return builder.clock(InstantSource.fixed(Instant.parse(instant)))
                .build()
                .report();
    }

    @Test
    void noSource_leavesEverythingOpen() {
        ReadinessReport report = Readiness.of().report();

        assertThat(report.count(Finding.State.OPEN)).isEqualTo(83);
        assertThat(report.groups())
                .allSatisfy(group -> assertThat(group.state()).isEqualTo(Finding.State.OPEN));
        assertThat(report.faults()).isEmpty();
    }

    @Test
    void evidence_setsTheState() {
        ReadinessReport report = Readiness.of(source(
                        Evidence.enforced("HEAD-CORS", "CorsPolicy", "1 origin"),
                        Evidence.weakened("HEAD-CSP", "ContentSecurityPolicy", "nonces", "unsafe-inline in style-src")))
                .report();

        assertThat(report.find("HEAD-CORS")).extracting(Finding::state).isEqualTo(Finding.State.ENFORCED);
        assertThat(report.find("HEAD-CSP")).satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.WEAKENED);
            assertThat(finding.why()).containsExactly("ContentSecurityPolicy: unsafe-inline in style-src");
            assertThat(finding.isGap()).isTrue();
        });
        assertThat(report.find("HEAD-XSS")).extracting(Finding::state).isEqualTo(Finding.State.OPEN);
        assertThat(report.find("NO-SUCH")).isNull();
    }

    @Test
    void severalSourcesForOneItem_theWeakestCounts() {
        EvidenceSource strong = source(Evidence.enforced("AUTH-PASSWORD", "Passwords", "bcrypt 12"));
        EvidenceSource weak = source(Evidence.weakened("AUTH-PASSWORD", "LegacyPasswords", "bcrypt 10", "below 12"));

        for (ReadinessReport report : List.of(
                Readiness.of(strong, weak).report(), Readiness.of(weak, strong).report())) {
            assertThat(report.find("AUTH-PASSWORD")).satisfies(finding -> {
                assertThat(finding.state()).isEqualTo(Finding.State.WEAKENED);
                assertThat(finding.evidence()).hasSize(2);
                assertThat(finding.why()).containsExactly("LegacyPasswords: below 12");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-09T23:59:59Z, OPEN, begins on 2026-01-10",
        "2026-01-10T00:00:00Z, ATTESTED,",
        "2026-12-31T23:59:59Z, ATTESTED,",
        "2027-01-01T00:00:00Z, OPEN, expired on 2026-12-31"
    })
    void anAttestationOutOfForce_isAGapAgain(String instant, Finding.State state, String why) {
        ReadinessReport report = at(instant, Readiness.builder().attestations(attestation("backup", DATE, EXPIRES)));

        assertThat(report.find("backup")).satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(state);
            assertThat(finding.attestation()).isNotNull();
            if (why == null) {
                assertThat(finding.why()).isEmpty();
            } else {
                assertThat(finding.why()).singleElement().asString().endsWith(why);
            }
        });
    }

    @Test
    void anAttestation_standsInForCodeButNeverAboveIt() {
        ReadinessReport report = at(
                "2026-06-01T00:00:00Z",
                Readiness.builder()
                        .sources(source(Evidence.weakened("OPS-ALERT", "Alerts", "on", "no hook")))
                        .attestations(attestation("OPS-ALERT", DATE, EXPIRES), attestation("OPS-CERT", DATE, EXPIRES)));

        assertThat(report.find("OPS-ALERT")).extracting(Finding::state).isEqualTo(Finding.State.WEAKENED);
        assertThat(report.find("OPS-CERT")).extracting(Finding::state).isEqualTo(Finding.State.ATTESTED);
    }

    @Test
    void ofSeveralAttestations_theOneInForceThatLastsLongestCounts() {
        Attestation old = attestation("legal", DATE.minusYears(1), DATE);
        Attestation now = attestation("legal", DATE, EXPIRES);
        Attestation later = attestation("legal", EXPIRES, EXPIRES.plusYears(1));

        ReadinessReport report = at("2026-06-01T00:00:00Z", Readiness.builder().attestations(old, later, now));

        assertThat(report.find("legal")).extracting(Finding::attestation).isSameAs(now);
    }

    @Test
    void aSourceThatThrows_isNamedAndProvesNothing() {
        class Broken implements EvidenceSource {
            @Override
            public List<Evidence> evidence() {
                throw new IllegalStateException("secret insides");
            }
        }
        ReadinessReport report = Readiness.of(
                        new Broken(), source(Evidence.enforced("API-ERROR", "Problem", "one format")))
                .report();

        assertThat(report.faults()).containsExactly("Broken could not be asked: IllegalStateException");
        assertThat(report.find("API-ERROR")).extracting(Finding::state).isEqualTo(Finding.State.ENFORCED);
    }

    @Test
    void anUnknownId_isNamedWithTheOneMeant() {
        ReadinessReport report = Readiness.of(source(Evidence.enforced("HEAD-CPS", "Headers", "on")))
                .report();

        assertThat(report.faults()).containsExactly("Headers names the unknown item HEAD-CPS; did it mean HEAD-CSP?");
        assertThat(report.count(Finding.State.ENFORCED)).isZero();
    }

    @Test
    void eachReport_asksAgain() {
        List<Evidence> live = new ArrayList<>();
        Readiness readiness = Readiness.of(() -> live);
        ReadinessReport before = readiness.report();
        live.add(Evidence.enforced("OPS-POOL", "Pools", "10 connections"));

        assertThat(before.find("OPS-POOL")).extracting(Finding::state).isEqualTo(Finding.State.OPEN);
        assertThat(readiness.report().find("OPS-POOL"))
                .extracting(Finding::state)
                .isEqualTo(Finding.State.ENFORCED);
    }

    @Test
    void requireAll_namesEveryGap() {
        Readiness readiness = Readiness.of(source(
                Evidence.enforced("HEAD-CORS", "CorsPolicy", "1 origin"),
                Evidence.weakened("HEAD-CSP", "ContentSecurityPolicy", "nonces", "unsafe-inline")));

        ConfigurationException gaps = catchThrowableOfType(
                ConfigurationException.class,
                () -> readiness.requireAll(Set.of("HEAD-CORS", "HEAD-CSP", "HEAD-XSS", "legal", "HEAD-CROS")));

        assertThat(gaps.violations())
                .extracting(Violation::reason)
                .containsExactlyInAnyOrder("weakened", "open", "open", "unknown_id");
        assertThat(gaps).hasMessageContaining("Readiness has 4 faults").hasMessageContaining("unsafe-inline");
        assertThat(readiness.requireAll(Set.of("HEAD-CORS")).count(Finding.State.ENFORCED))
                .isEqualTo(1);
    }

    @Test
    void requireAllOfAPriority_includesTheMoreUrgentOnes() {
        Evidence[] critical = Catalogue.critical().stream()
                .map(id -> Evidence.enforced(id, "Test", "on"))
                .toArray(Evidence[]::new);
        Readiness readiness = Readiness.of(source(critical));

        readiness.requireAll(Priority.CRITICAL);
        readiness.requireAll(Catalogue.critical());
        ConfigurationException gaps =
                catchThrowableOfType(ConfigurationException.class, () -> readiness.requireAll(Priority.MEDIUM));

        assertThat(gaps.violations()).hasSize(83 - critical.length);
        assertThatThrownBy(() -> Readiness.of().requireAll(Priority.HIGH))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AUTH-JWT: open");
    }

    @Test
    void requireAtLeastWeakened_letsWeakenedItemsPass() {
        ReadinessReport report = Readiness.of(source(Evidence.weakened("HEAD-CSP", "Csp", "on", "unsafe-inline")))
                .report();

        assertThat(report.requireAtLeast(Finding.State.WEAKENED, Set.of("HEAD-CSP")))
                .isSameAs(report);
        assertThatThrownBy(() -> report.requireAtLeast(Finding.State.ENFORCED, Set.of("HEAD-CSP")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aClockGivenTwice_isAnError() {
        Readiness.Builder builder = Readiness.builder().clock(InstantSource.system());

        assertThatThrownBy(() -> builder.clock(InstantSource.system())).isInstanceOf(IllegalStateException.class);
    }
}
