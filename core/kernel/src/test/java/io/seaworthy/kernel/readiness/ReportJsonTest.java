package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

    private static final Map<?, ?> ROOT = read(ReportFixture.report().toJson());

    private static Map<?, ?> read(byte[] json) {
        try {
            return (Map<?, ?>) Json.read(json, JsonLimits.strict().bytes(1 << 20));
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<?, ?> entry(String list, String id) {
        return ((List<?>) ROOT.get(list))
                .stream()
                        .map(Map.class::cast)
                        .filter(one -> one.get("id").equals(id))
                        .findAny()
                        .orElseThrow();
    }

    @Test
    void summary_counts() {
        assertThat(ROOT.get("at")).isEqualTo("2026-06-01T12:00:00Z");
        assertThat(((Map<?, ?>) ROOT.get("summary")).get("items"))
                .isEqualTo(Map.of("enforced", 1L, "attested", 0L, "weakened", 2L, "open", 80L));
        assertThat(((List<?>) ROOT.get("items"))).hasSize(83);
        assertThat(((List<?>) ROOT.get("groups"))).hasSize(17);
        assertThat(((List<?>) ROOT.get("faults"))).hasSize(1);
    }

    @Test
    void anItem_saysWhatStandsBehindIt() {
        Map<?, ?> csp = entry("items", "HEAD-CSP");

        assertThat(csp.get("state")).isEqualTo("weakened");
        assertThat(csp.get("priority")).isEqualTo("critical");
        assertThat(csp.get("module")).isEqualTo("security-headers");
        assertThat(csp.get("evidence"))
                .isEqualTo(List.of(Map.of(
                        "component",
                        "Csp",
                        "summary",
                        ReportFixture.HOSTILE,
                        "weaknesses",
                        List.of("unsafe-inline", ReportFixture.HOSTILE))));
        assertThat(entry("items", "AUTH-JWT").containsKey("evidence")).isFalse();
    }

    @Test
    void aGroup_saysWhoAnswersForIt() {
        assertThat(entry("groups", "legal").get("state")).isEqualTo("attested");
        assertThat(((Map<?, ?>) entry("groups", "legal").get("attestation")).get("owner"))
                .isEqualTo("Law & <Order>");
        assertThat(entry("groups", "backup").get("state")).isEqualTo("open");
        assertThat(entry("groups", "backup").get("why"))
                .isEqualTo(List.of("The attestation of Operations expired on 2025-12-31"));
    }
}
