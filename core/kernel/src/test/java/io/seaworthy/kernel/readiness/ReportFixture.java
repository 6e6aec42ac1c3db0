package io.seaworthy.kernel.readiness;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;

/** A report with something in every state, and with text that would like to be markup. */
final class ReportFixture {

    static final String HOSTILE = "</td><script>alert('x')</script>\"&\u202e\n  open  forged";

    private ReportFixture() {}

    static ReadinessReport report() {
        return Readiness.builder()
                .sources(
                        ReadinessTest.source(
                                Evidence.enforced("HEAD-CORS", "CorsPolicy", "1 origin with credentials"),
                                Evidence.weakened("HEAD-CSP", "Csp", HOSTILE, "unsafe-inline", HOSTILE),
                                Evidence.enforced("HEAD-CPS", "Typo", "on")),
                        ReadinessTest.source(Evidence.weakened("RATE-CALLER", "RateLimits", "by address", "no plan")))
                .attestations(
                        Attestation.of(
                                "legal",
                                "Law & <Order>",
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 12, 31),
                                URI.create("https://wiki.example.com/?a=1&b='x'")),
                        Attestation.of(
                                "backup",
                                "Operations",
                                LocalDate.of(2025, 1, 1),
                                LocalDate.of(2025, 12, 31),
                                URI.create("https://wiki.example.com/backup")))
                .clock(InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z")))
                .build()
                .report();
    }
}
