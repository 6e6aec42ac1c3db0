package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    /** What counts as an item in the source checklists. */
    private static final Pattern ITEM = Pattern.compile("^\\s*[-*] ");

    @Test
    void everyLineOfTheChecklists_hasAHome() {
        List<SourceLine> lines = Catalogue.sourceLines();

        assertThat(lines).hasSize(666);
        assertThat(lines)
                .allSatisfy(line -> assertThat(Catalogue.isKnown(line.home()))
                        .as(line.home())
                        .isTrue());
        assertThat(lines).extracting(line -> line.file() + ":" + line.line()).doesNotHaveDuplicates();
        assertThat(lines).allSatisfy(line -> assertThat(line.sha256()).matches("[0-9a-f]{64}"));
    }

    @Test
    void everyGroup_hasLines() {
        assertThat(Catalogue.groups())
                .allSatisfy(group ->
                        assertThat(Catalogue.linesOf(group.id())).as(group.id()).isPositive());
    }

    @Test
    void linesOfAllHomes_addUp() {
        int items = Catalogue.items().stream()
                .mapToInt(item -> Catalogue.linesOf(item.id()))
                .sum();
        int groups = Catalogue.groups().stream()
                .mapToInt(group -> Catalogue.linesOf(group.id()))
                .sum();

        assertThat(items + groups).isEqualTo(666);
    }

    @Test
    void hashes_areThoseOfTheFiles() throws IOException {
        Path folder = Path.of(System.getProperty("seaworthy.root", "."), "../shared/checklists")
                .normalize();
        if (!Files.isDirectory(folder)) {
            System.out.println("checklists: hashes not compared, there is no " + folder);
            return;
        }
        List<String> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.md")) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (ITEM.matcher(lines.get(i)).find()) {
                        found.add(file.getFileName() + ":" + (i + 1) + ":" + SourceLine.hash(lines.get(i)));
                    }
                }
            }
        }
        List<String> known = Catalogue.sourceLines().stream()
                .map(line -> line.file() + ":" + line.line() + ":" + line.sha256())
                .toList();

        assertThat(found).containsExactlyInAnyOrderElementsOf(known);
        System.out.println("checklists: " + found.size() + " lines compared");
    }

    @Test
    void items_areThoseOfTheCondensedChecklist() throws IOException {
        Path file = Path.of(System.getProperty("seaworthy.root", "."), "../shared/CHECKLIST.md")
                .normalize();
        if (!Files.isRegularFile(file)) {
            System.out.println("checklists: items not compared, there is no " + file);
            return;
        }
        Pattern row = Pattern.compile("^\\| ([A-Z]+-[A-Z]+) \\| (.*) \\| (.*) \\| (.*) \\|$");
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            var match = row.matcher(line);
            if (match.matches()) {
                rows.add(List.of(match.group(1), match.group(2), match.group(3), match.group(4)));
            }
        }

        assertThat(Catalogue.items())
                .extracting(item -> List.of(item.id(), item.title(), item.module(), item.meaning()))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void ids_areUniqueAndWellFormed() {
        Set<String> seen = new HashSet<>();
        for (CatalogueItem item : Catalogue.items()) {
            assertThat(item.id()).matches("[A-Z]+-[A-Z]+");
            assertThat(seen.add(item.id())).as(item.id()).isTrue();
            assertThat(Catalogue.item(item.id())).isSameAs(item);
        }
        for (AttestationGroup group : Catalogue.groups()) {
            assertThat(group.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(seen.add(group.id())).as(group.id()).isTrue();
        }
        assertThat(Catalogue.items()).hasSize(83);
        assertThat(Catalogue.groups()).hasSize(17);
    }

    /** The last paragraph of the condensed checklist. */
    @ParameterizedTest
    @CsvSource({
        "AUTH-JWT, CRITICAL",
        "AUTH-OAUTH, CRITICAL",
        "AUTH-REVIEW, HIGH",
        "RATE-API, CRITICAL",
        "RATE-TIER, CRITICAL",
        "RATE-DDOS, CRITICAL",
        "RATE-CALLER, HIGH",
        "HEAD-CACHE, CRITICAL",
        "INPUT-URL, CRITICAL",
        "CONF-ENV, CRITICAL",
        "CONF-PROFILE, CRITICAL",
        "CONF-SECRET, CRITICAL",
        "CONF-PLACEHOLDER, CRITICAL",
        "CONF-ROTATE, CRITICAL",
        "CONF-PARITY, HIGH",
        "CONF-FLAG, MEDIUM",
        "CONF-AB, MEDIUM",
        "LOG-PII, CRITICAL",
        "LOG-JSON, CRITICAL",
        "LOG-AUDIT, HIGH",
        "OPS-HEALTH, CRITICAL",
        "OPS-POOL, CRITICAL",
        "OPS-METRICS, HIGH",
        "API-ERROR, CRITICAL",
        "API-VERSION, MEDIUM",
        "DATA-ENCRYPT, CRITICAL",
        "DATA-PSEUDONYM, CRITICAL",
        "DATA-RETENTION, CRITICAL",
        "DATA-SUBJECT, CRITICAL",
        "DATA-PCI, CRITICAL",
        "DATA-TENANT, HIGH",
        "DATA-MIGRATE, HIGH",
        "DATA-CONSENT, MEDIUM",
        "PERF-BUDGET, HIGH",
    })
    void priority_followsTheChecklist(String id, Priority priority) {
        assertThat(Catalogue.item(id)).extracting(CatalogueItem::priority).isEqualTo(priority);
        assertThat(Catalogue.of(priority)).contains(id);
    }

    @Test
    void priorities_holdForWholeAreas() {
        TreeMap<String, Set<Priority>> byArea = new TreeMap<>();
        Catalogue.items()
                .forEach(item -> byArea.computeIfAbsent(item.area(), area -> new HashSet<>())
                        .add(item.priority()));

        assertThat(byArea.get("HEAD")).containsExactly(Priority.CRITICAL);
        assertThat(byArea.get("INPUT")).containsExactly(Priority.CRITICAL);
        assertThat(byArea.get("AUTH")).containsExactlyInAnyOrder(Priority.CRITICAL, Priority.HIGH);
        assertThat(byArea.get("API")).containsExactlyInAnyOrder(Priority.CRITICAL, Priority.MEDIUM);
        assertThat(byArea.get("LOG")).containsExactlyInAnyOrder(Priority.CRITICAL, Priority.HIGH);
        assertThat(Catalogue.critical())
                .isEqualTo(Catalogue.of(Priority.CRITICAL))
                .hasSize(47);
    }

    @Test
    void hash_ignoresWhiteSpaceAroundTheLineOnly() {
        // FIPS 180-4, the example "abc"
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(SourceLine.hash("  abc\t")).isEqualTo(abc);
        assertThat(SourceLine.hash("a bc")).isNotEqualTo(abc);
    }
}
