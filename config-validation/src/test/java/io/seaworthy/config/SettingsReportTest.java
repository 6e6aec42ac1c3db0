package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seaworthy.config.SettingsReport.Style;
import io.seaworthy.kernel.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReportTest {

    private static Reading<HarbourSettings> reading() {
        Map<String, String> variables = new LinkedHashMap<>(Variables.production());
        variables.put("PORT", "eighty");
        variables.put("JWT_SECRET", "changeme");
        variables.put("CORS_ALLOWED_ORIGINS", "https://app.example.com,https://admin.example.com/");
        variables.put("BCRYPT_COST", "4");
        variables.remove("ADMIN_CIDRS");
        variables.put("ADMIN_CIDR", "10.0.0.0/8");
        return Environment.builder()
                .memory("overrides", Map.of("BCRYPT_COST", "8"))
                .environment(variables)
                .build()
                .load(HarbourSettings.class);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = SettingsReportTest.class.getResourceAsStream("/reports/" + name)) {
            assertThat(in).as("golden file " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void text_isTheGoldenOneOfItsWidth(int columns) throws IOException {
        String text = reading().details().toText(columns, Style.PLAIN);

        assertThat(text).isEqualTo(golden("faults-" + columns + ".txt"));
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(line)
                        .matches(l -> l.length() <= columns || l.strip().indexOf(' ') < 0, "fits or is one word"));
    }

    @Test
    void narration_isTheGoldenOne_oneSentenceLineForEachFault() throws IOException {
        List<String> lines = reading().details().narrate();

        assertThat(String.join("\n", lines) + "\n").isEqualTo(golden("faults-narrated.txt"));
        assertThat(lines).hasSize(1 + reading().faults().size());
        assertThat(lines).allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
        assertThat(Environment.of(Variables.production())
                        .load(HarbourSettings.class)
                        .details()
                        .narrate())
                .isEmpty();
    }

    @Test
    void color_marksNamesAndCodesOnly() {
        String colored = reading().details().toText(80, Style.COLOR);

        assertThat(colored).contains("\u001b[1mPORT\u001b[0m  \u001b[31mnot_a_number\u001b[0m");
        assertThat(colored.replaceAll("\u001b\\[[0-9]+m", ""))
                .isEqualTo(reading().details().toText(80, Style.PLAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "true, '', '', COLOR",
        "true, 1, '', PLAIN",
        "true, 0, '', PLAIN",
        "true, '', dumb, PLAIN",
        "true, '', xterm, COLOR",
        "false, '', xterm, PLAIN",
    })
    void style_followsTerminalAndNoColor(boolean terminal, String noColor, String term, Style style) {
        assertThat(Style.of(terminal, Map.of("NO_COLOR", noColor, "TERM", term)))
                .isEqualTo(style);
        assertThat(Style.of(terminal, Map.of())).isEqualTo(terminal ? Style.COLOR : Style.PLAIN);
    }

    @Test
    void fewerThanFortyColumns_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reading().details().toText(39, Style.PLAIN));
    }

    @Test
    void validReading_hasNoTextAndNoResults() throws Exception {
        SettingsReport report = Environment.of(Variables.production())
                .load(HarbourSettings.class)
                .details();

        assertThat(report.toText(80, Style.COLOR)).isEmpty();
        Map<?, ?> json = (Map<?, ?>) Json.read(report.toJson());
        assertThat(json.get("valid")).isEqualTo(true);
        assertThat((List<?>) json.get("faults")).isEmpty();
        assertThat((List<?>) json.get("settings")).hasSize(22);
    }

    @Test
    void json_namesFaultsAndSources() throws Exception {
        Map<?, ?> json = (Map<?, ?>) Json.read(reading().details().toJson());

        assertThat(json.get("environment")).isEqualTo("production");
        assertThat(json.get("valid")).isEqualTo(false);
        List<Map<?, ?>> faults = ((List<?>) json.get("faults"))
                .stream().<Map<?, ?>>map(fault -> (Map<?, ?>) fault).toList();
        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault)
                        .isEqualTo(Map.of(
                                "path", "BCRYPT_COST",
                                "reason", "out_of_range",
                                "accepted", "a whole number from 12 to 16",
                                "value", "8",
                                "source", "memory",
                                "place", "overrides",
                                "shadows", List.of("environment"))))
                .anySatisfy(fault -> assertThat(fault)
                        .isEqualTo(Map.of(
                                "path", "JWT_SECRET",
                                "reason", "weak_placeholder",
                                "accepted", "base64 of 32 or more random bytes",
                                "hint", "A good one is $(openssl rand -base64 32)",
                                "source", "environment",
                                "place", "environment")));
    }

    @Test
    void sarif_hasARuleForEachCodeAndAResultForEachFault() throws Exception {
        Reading<HarbourSettings> reading = reading();
        Map<?, ?> sarif = (Map<?, ?>) Json.read(reading.details().toSarif("deploy/production.yaml"));

        assertThat(sarif.get("version")).isEqualTo("2.1.0");
        Map<?, ?> run = (Map<?, ?>) ((List<?>) sarif.get("runs")).get(0);
        List<?> rules = (List<?>) ((Map<?, ?>) ((Map<?, ?>) run.get("tool")).get("driver")).get("rules");
        List<?> results = (List<?>) run.get("results");
        assertThat(results).hasSameSizeAs(reading.faults());
        for (Object result : results) {
            Map<?, ?> map = (Map<?, ?>) result;
            Map<?, ?> rule = (Map<?, ?>) rules.get(((Long) map.get("ruleIndex")).intValue());
            assertThat(rule.get("id")).isEqualTo(map.get("ruleId"));
            assertThat(map.get("locations").toString()).contains("deploy/production.yaml");
        }
        assertThat(rules).doesNotHaveDuplicates();
    }
}
