package io.seaworthy.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Regular expressions that go back over their input are a way to stop a server; here there are none at all. */
class NoRegexTest {

    private static final List<String> FORBIDDEN =
            List.of("java.util.regex", ".matches(\"", ".replaceAll(\"", ".replaceFirst(\"");

    @Test
    void sources_useNoRegularExpression() throws IOException {
        Path sources = Path.of(System.getProperty("seaworthy.root", "../.."), "core/sanitize/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(80);
            for (Path file : java) {
                assertThat(Files.readString(file)).as("%s", file.getFileName()).doesNotContain(FORBIDDEN);
            }
        }
    }
}
