package io.seaworthy.kernel.readiness;

import io.seaworthy.kernel.internal.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report as SARIF 2.1.0 (OASIS Standard, sections 3.13, 3.14, 3.27, 3.49). */
final class ReportSarif {

    private ReportSarif() {}

    static byte[] of(ReadinessReport report, @Nullable String file) {
        if (file != null && !isRelative(file)) {
            throw new IllegalArgumentException("A SARIF location is a path inside the repository: pom.xml");
        }
        List<Finding> all = new ArrayList<>(report.items());
        all.addAll(report.groups());
        List<Object> rules = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Finding finding = all.get(i);
            rules.add(rule(finding));
            if (finding.isGap()) {
                results.add(result(finding, i, file));
            }
        }
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Seaworthy readiness");
        driver.put("rules", rules);
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("executionSuccessful", report.faults().isEmpty());
        invocation.put("endTimeUtc", report.at().toString());
        invocation.put(
                "toolExecutionNotifications",
                report.faults().stream()
                        .map(fault -> Map.of("level", "error", "message", Map.of("text", fault)))
                        .toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("invocations", List.of(invocation));
        run.put("results", results);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        root.put("runs", List.of(run));
        return Json.write(root);
    }

    private static boolean isRelative(String file) {
        try {
            URI uri = new URI(file);
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && !uri.getPath().isEmpty()
                    && !uri.getPath().startsWith("/")
                    && !uri.normalize().getPath().startsWith("..");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Map<String, Object> rule(Finding finding) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", finding.id());
        rule.put("shortDescription", Map.of("text", finding.title()));
        rule.put("fullDescription", Map.of("text", finding.meaning()));
        rule.put("defaultConfiguration", Map.of("level", level(finding.priority())));
        rule.put("properties", Map.of("tags", List.of("production-readiness", ReportJson.lower(finding.priority()))));
        return rule;
    }

    private static Map<String, Object> result(Finding finding, int rule, @Nullable String file) {
        Map<String, Object> location = new LinkedHashMap<>();
        if (file != null) {
            location.put(
                    "physicalLocation",
                    Map.of("artifactLocation", Map.of("uri", file), "region", Map.of("startLine", 1)));
        }
        location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", where(finding), "kind", "module")));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.id());
        result.put("ruleIndex", rule);
        result.put("kind", "fail");
        result.put("level", level(finding.priority()));
        result.put("message", Map.of("text", message(finding)));
        result.put("locations", List.of(location));
        // Without it a host would count the same gap anew whenever its message changes.
        result.put("partialFingerprints", Map.of("seaworthyReadiness/v1", finding.id()));
        return result;
    }

    private static String where(Finding finding) {
        return finding.evidence().isEmpty()
                ? "application"
                : finding.evidence().get(0).component();
    }

    private static String message(Finding finding) {
        String head = finding.title() + " is " + ReportJson.lower(finding.state());
        return finding.why().isEmpty()
                ? head + ": nothing in this application enforces or attests it."
                : head + ": " + String.join("; ", finding.why());
    }

    private static String level(Priority priority) {
        return switch (priority) {
            case CRITICAL -> "error";
            case HIGH -> "warning";
            case MEDIUM -> "note";
        };
    }
}
