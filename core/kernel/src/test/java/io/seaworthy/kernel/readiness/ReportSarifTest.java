package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportSarifTest {

    private static Map<?, ?> run(byte[] sarif) {
        try {
            Map<?, ?> root = (Map<?, ?>) Json.read(sarif, JsonLimits.strict().bytes(1 << 20));
            assertThat(root.get("version")).isEqualTo("2.1.0");
            assertThat((List<?>) root.get("runs")).hasSize(1);
            return (Map<?, ?>) ((List<?>) root.get("runs")).get(0);
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    private static List<Map<?, ?>> rules(Map<?, ?> run) {
        return maps(((Map<?, ?>) ((Map<?, ?>) run.get("tool")).get("driver")).get("rules"));
    }

    @Test
    void everyResult_pointsAtItsRule() {
        Map<?, ?> run = run(ReportFixture.report().toSarif());
        List<Map<?, ?>> rules = rules(run);

        assertThat(rules).hasSize(100);
        assertThat(maps(run.get("results"))).hasSize(82 + 16).allSatisfy(result -> {
            Map<?, ?> rule = rules.get(((Long) result.get("ruleIndex")).intValue());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(((Map<?, ?>) rule.get("defaultConfiguration")).get("level"))
                    .isEqualTo(result.get("level"));
            assertThat(((Map<?, ?>) result.get("message")).get("text"))
                    .asString()
                    .isNotBlank();
            assertThat(maps(result.get("locations"))).hasSize(1);
            // SARIF section 3.27.9: a level other than "none" goes with kind "fail" only
            assertThat(result.get("kind")).isEqualTo("fail");
        });
    }

    @Test
    void levels_followThePriority() {
        Map<?, ?> run = run(ReportFixture.report().toSarif());

        assertThat(maps(run.get("results"))).allSatisfy(result -> {
            Finding finding = ReportFixture.report().find((String) result.get("ruleId"));
            assertThat(result.get("level"))
                    .isEqualTo(List.of("error", "warning", "note")
                            .get(finding.priority().ordinal()));
        });
        assertThat(maps(run.get("results")))
                .extracting(result -> (String) result.get("ruleId"))
                .contains("HEAD-CSP", "backup")
                .doesNotContain("HEAD-CORS", "legal");
    }

    @Test
    void faults_areNotificationsOfTheRun() {
        Map<?, ?> invocation =
                maps(run(ReportFixture.report().toSarif()).get("invocations")).get(0);

        assertThat(invocation.get("executionSuccessful")).isEqualTo(false);
        assertThat(maps(invocation.get("toolExecutionNotifications"))).hasSize(1);
        assertThat(maps(run(Readiness.of().report().toSarif()).get("invocations"))
                        .get(0)
                        .get("executionSuccessful"))
                .isEqualTo(true);
    }

    @Test
    void aFile_becomesThePhysicalLocation() {
        Map<?, ?> result = maps(run(ReportFixture.report().toSarif("app/pom.xml"))
                        .get("results"))
                .get(0);
        Map<?, ?> location = (Map<?, ?>) maps(result.get("locations")).get(0).get("physicalLocation");

        assertThat(location.get("artifactLocation")).isEqualTo(Map.of("uri", "app/pom.xml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/pom.xml", "file:///pom.xml", "//host/pom.xml", "../pom.xml", "a/../../pom.xml", "", "a b"})
    void aFileOutsideTheRepository_isRefused(String file) {
        assertThatThrownBy(() -> ReportFixture.report().toSarif(file)).isInstanceOf(IllegalArgumentException.class);
    }
}
