package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes faults as SARIF 2.1.0 (OASIS Standard, sections 3.13, 3.14, 3.27, 3.49). Stateless. */
final class FaultSarif {

    private FaultSarif() {}

    static byte[] write(Reading<?> reading, @Nullable String file) {
        List<String> codes = new ArrayList<>();
        List<Object> rules = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        for (Violation fault : reading.faults()) {
            if (!codes.contains(fault.reason())) {
                codes.add(fault.reason());
                rules.add(rule(fault.reason()));
            }
            results.add(result(fault, codes.indexOf(fault.reason()), file));
        }
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Seaworthy settings");
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", results);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        root.put("runs", List.of(run));
        return Json.write(root);
    }

    private static Map<String, Object> rule(String code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        rule.put("shortDescription", Map.of("text", code.replace('_', ' ')));
        rule.put("defaultConfiguration", Map.of("level", "error"));
        return rule;
    }

    private static Map<String, Object> result(Violation fault, int rule, @Nullable String file) {
        Map<String, Object> location = new LinkedHashMap<>();
        if (file != null) {
            location.put(
                    "physicalLocation",
                    JsonSchema.pair("artifactLocation", Map.of("uri", file), "region", Map.of("startLine", 1)));
        }
        location.put(
                "logicalLocations", List.of(JsonSchema.pair("fullyQualifiedName", fault.path(), "kind", "variable")));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", fault.reason());
        result.put("ruleIndex", rule);
        result.put("kind", "fail");
        result.put("level", "error");
        result.put("message", Map.of("text", fault.toString()));
        result.put("locations", List.of(location));
        result.put("partialFingerprints", Map.of("seaworthySettings/v1", fault.path() + " " + fault.reason()));
        return result;
    }
}
