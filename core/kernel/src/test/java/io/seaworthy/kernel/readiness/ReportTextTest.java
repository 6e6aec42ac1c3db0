package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    @Test
    void report_readsLikeThis() {
        List<String> lines = ReportFixture.report().toText().lines().toList();

        assertThat(lines.get(0))
                .isEqualTo("Readiness: 1 enforced, 0 attested, 2 weakened, 80 open, 1 of 17 groups attested");
        assertThat(lines.get(1)).startsWith("  weakened   critical HEAD-CSP: Csp: unsafe-inline; Csp: </td><script>");
        assertThat(lines).contains("  weakened   high     RATE-CALLER: RateLimits: no plan");
        assertThat(lines).anyMatch(line -> line.startsWith("  open       critical AUTH-JWT, AUTH-KEY"));
        assertThat(lines).anyMatch(line -> line.startsWith("  open       medium   CONF-FLAG, CONF-AB"));
        assertThat(lines).contains("  unattested critical backup (attestation not in force), testing");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("  fault               Typo names the unknown item HEAD-CPS; did it mean HEAD-CSP?");
    }

    @Test
    void lines_fitAndCannotBeForged() {
        String text = ReportFixture.report().toText();

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text.lines()).noneMatch(line -> line.startsWith("  open  forged"));
        assertThat(text.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
        assertThat(text).doesNotContain("\u202e").doesNotEndWith("\n");
    }

    @Test
    void aWordLongerThanALine_isCut() {
        String text = Readiness.of(ReadinessTest.source(Evidence.weakened("HEAD-CSP", "C", "on", "x".repeat(500))))
                .report()
                .toText();

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text.chars().filter(c -> c == 'x').count()).isEqualTo(500);
    }

    @Test
    void nothingInForce_isStillShort() {
        assertThat(Readiness.of().report().toText().lines().count()).isLessThan(25);
    }
}
