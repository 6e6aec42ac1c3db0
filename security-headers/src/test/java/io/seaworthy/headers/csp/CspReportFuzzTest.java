package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.seaworthy.kernel.net.IpAddress;
import java.io.ByteArrayInputStream;

/** Any bytes at all as a report; the seeds in every build, new ones in the long profile. */
class CspReportFuzzTest {

    private final CspReports reports =
            CspReports.builder().perClientPerMinute(60_000).perMinute(6_000_000).build();

    @FuzzTest(maxDuration = "20s")
    void report(byte[] bytes) {
        for (String type : new String[] {"application/csp-report", "application/reports+json"}) {
            reports.accept(type, new ByteArrayInputStream(bytes), IpAddress.ofBits(0, 1));
        }
        for (CspViolationGroup group : reports.groups()) {
            assertThat(group.first().directive()).matches("[a-z-]{1,40}");
            assertThat(group.first().blocked()).matches("[!-~]{0,200}").doesNotContain("?", "#");
            assertThat(group.first().toString()).doesNotContain("\n", "\r", "\u001b");
        }
        assertThat(reports.suggestions(Csp.strict(), 1)).isNotNull();
        reports.clear();
    }
}
