package io.seaworthy.kernel.readiness;

import io.seaworthy.kernel.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for machines. */
final class ReportJson {

    private ReportJson() {}

    static byte[] of(ReadinessReport report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("at", report.at().toString());
        root.put("summary", Map.of("items", counts(report.items()), "groups", counts(report.groups())));
        root.put("items", report.items().stream().map(ReportJson::finding).toList());
        root.put("groups", report.groups().stream().map(ReportJson::finding).toList());
        root.put("faults", report.faults());
        return Json.write(root);
    }

    private static Map<String, Object> counts(List<Finding> findings) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Finding.State state : Finding.State.values()) {
            counts.put(lower(state), ReadinessReport.count(findings, state));
        }
        return counts;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", finding.id());
        members.put("title", finding.title());
        members.put("meaning", finding.meaning());
        CatalogueItem item = Catalogue.item(finding.id());
        if (item != null) {
            members.put("module", item.module());
        }
        members.put("priority", lower(finding.priority()));
        members.put("state", lower(finding.state()));
        if (!finding.evidence().isEmpty()) {
            List<Object> evidence = new ArrayList<>();
            for (Evidence one : finding.evidence()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("component", one.component());
                entry.put("summary", one.summary());
                entry.put("weaknesses", one.weaknesses());
                evidence.add(entry);
            }
            members.put("evidence", evidence);
        }
        if (!finding.why().isEmpty()) {
            members.put("why", finding.why());
        }
        Attestation attestation = finding.attestation();
        if (attestation != null) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("owner", attestation.owner());
            entry.put("date", attestation.date().toString());
            entry.put("expires", attestation.expires().toString());
            entry.put("link", attestation.link().toString());
            members.put("attestation", entry);
        }
        members.put("checklist_lines", finding.lines());
        return members;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
