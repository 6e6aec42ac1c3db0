package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a/b/c.txt", ".gitignore", "src/index.html", "a b/c-d_e.f", "\u00e9/\u4f60", "a..b", "...a"
            })
    void relativePath_isAccepted(String text) {
        assertThat(SafePath.parse(text).toOptional().orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', NAME_EMPTY",
        "/a, NAME_SEPARATOR",
        "a/, NAME_SEPARATOR",
        "a//b, NAME_SEPARATOR",
        ".., NAME_TRAVERSAL",
        "a/../b, NAME_TRAVERSAL",
        "./a, NAME_TRAVERSAL",
        "a\\b, NAME_SEPARATOR",
        "C:/a, NAME_ILLEGAL_CHARACTER",
        "a/con.txt, NAME_RESERVED",
        "a./b, NAME_TRIMMED",
        "' a/b', NAME_TRIMMED",
        "a/%2e%2e/b, NAME_ESCAPE",
        "a/b:c, NAME_ILLEGAL_CHARACTER",
        "\uff0e\uff0e/a, NAME_TRAVERSAL",
        "a\uff0fb, NAME_SEPARATOR"
    })
    void anythingElse_isRefused(String text, FileRefusal reason) {
        assertThat(SafePath.parse(text).refusal()).isEqualTo(reason);
    }

    @Test
    void lengths_areBounded() {
        assertThat(SafePath.parse("a/".repeat(31) + "a").toOptional()).isPresent();
        assertThat(SafePath.parse("a/".repeat(32) + "a").refusal()).isEqualTo(FileRefusal.NAME_TOO_LONG);
        assertThat(SafePath.parse("a".repeat(256)).refusal()).isEqualTo(FileRefusal.NAME_TOO_LONG);
        assertThat(SafePath.parse("a".repeat(1_025)).refusal()).isEqualTo(FileRefusal.NAME_TOO_LONG);
    }

    /** The public traversal lists by construction: dots, separators and encodings in all combinations and depths. */
    static List<String> traversals() {
        String[] dots = {
            "..",
            ".",
            "...",
            "....",
            "%2e%2e",
            "%252e%252e",
            ".%2e",
            "%2e.",
            "%c0%ae%c0%ae",
            "\uff0e\uff0e",
            "\u2025",
            "..;",
            ".. ",
            "..%00",
            "..\0",
            "..\u200b",
            "\u202e..",
            "0x2e0x2e",
            "%uff0e%uff0e",
            "..:",
            "..::$DATA",
            "con",
            "~"
        };
        String[] separators = {
            "/", "\\", "//", "\\\\", "/\\", "%2f", "%5c", "%252f", "%255c", "%c0%af", "%c1%9c", "\uff0f", "\uff3c",
            "\u2215", "\u2044", "\u29f5", "/./", "\\.\\", "0x2f", "%u2215", "/ ", "./", ".\\"
        };
        String[] starts = {
            "",
            "/",
            "\\",
            "C:",
            "C:\\",
            "c:/",
            "\\\\?\\C:\\",
            "\\\\.\\",
            "//srv/share/",
            "file:///",
            "a/",
            "a\\",
            "~/",
            "./"
        };
        String[] targets = {"etc/passwd", "windows\\win.ini", "a", "", "boot.ini\0.png", "a.txt%00.png"};
        List<String> all = new ArrayList<>();
        for (String start : starts) {
            for (String dot : dots) {
                for (String separator : separators) {
                    for (int depth : new int[] {1, 2, 8}) {
                        all.add(start + (dot + separator).repeat(depth) + targets[all.size() % targets.length]);
                    }
                }
            }
        }
        return all;
    }

    @Test
    void traversals_neverEscapeOnAnySystem() throws Exception {
        List<String> all = new ArrayList<>(traversals());
        for (Object entry : Vectors.list("text/blns.json")) {
            all.add((String) entry);
        }
        int accepted = 0;
        for (String text : all) {
            if (SafePath.parse(text).toOptional().isPresent()) {
                accepted++;
                assertThat(leaves(text, "/")).as("POSIX %s", text).isFalse();
                assertThat(leaves(windows(text), "/\\")).as("Windows %s", text).isFalse();
            }
            assertThat(SafeFileName.parse(text)
                            .toOptional()
                            .map(SafeFileName::name)
                            .orElse("x"))
                    .doesNotContain("/", "\\", "\0")
                    .isNotIn("..", ".");
        }
        System.out.println("SafePathTest: " + all.size() + " traversals, " + accepted + " harmless");
        assertThat(all).hasSizeGreaterThan(20_000);
    }

    /** What Windows makes of names: no trailing dots and spaces, nothing behind a colon, compatible characters. */
    private static String windows(String text) {
        StringBuilder path = new StringBuilder();
        for (String name : text.split("[/\\\\]", -1)) {
            int colon = name.indexOf(':');
            String kept = (colon < 0 ? name : name.substring(0, colon)).replaceAll("[. ]+$", "");
            path.append(path.isEmpty() ? "" : "/").append(kept.isEmpty() && !name.isEmpty() ? ".." : kept);
        }
        return path.toString();
    }

    private static boolean leaves(String path, String separators) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()
                || separators.indexOf(lower.charAt(0)) >= 0
                || lower.indexOf(':') >= 0
                || lower.indexOf('\0') >= 0) {
            return true;
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : lower.split("[" + separators.replace("\\", "\\\\") + "]", -1)) {
            if (name.equals("..")) {
                if (names.isEmpty()) {
                    return true;
                }
                names.pop();
            } else if (!name.equals(".") && !name.isEmpty()) {
                names.push(name);
            }
        }
        return false;
    }

    @Test
    void folder_keepsPathsInsideLinksIncluded(@TempDir Path outer) throws Exception {
        Path root = Files.createDirectory(outer.resolve("root"));
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(outer.resolve("secret"), "x");
        Files.createSymbolicLink(root.resolve("out"), outer);
        Files.createSymbolicLink(root.resolve("in"), root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("nowhere"), outer.resolve("none"));
        SafeFolder folder = SafeFolder.of(root);

        assertThat(folder.resolve("sub/new/file").toOptional())
                .contains(root.toRealPath().resolve("sub/new/file"));
        assertThat(folder.resolve("in/file").toOptional()).isPresent();
        assertThat(folder.resolve("out/secret").refusal()).isEqualTo(FileRefusal.NAME_TRAVERSAL);
        assertThat(folder.resolve("out").refusal()).isEqualTo(FileRefusal.NAME_TRAVERSAL);
        assertThat(folder.resolve("nowhere").refusal()).isEqualTo(FileRefusal.NAME_TRAVERSAL);
        assertThat(folder.resolve("nowhere/x").refusal()).isEqualTo(FileRefusal.NAME_TRAVERSAL);
        assertThat(folder.resolve("../secret").refusal()).isEqualTo(FileRefusal.NAME_TRAVERSAL);
        assertThat(folder.resolve("").refusal()).isEqualTo(FileRefusal.NAME_EMPTY);
    }
}
