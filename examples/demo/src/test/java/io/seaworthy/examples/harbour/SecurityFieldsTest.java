package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Harbour's security fields come from the library's builders: its own code names none of them. */
class SecurityFieldsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final List<String> FIELDS = List.of(
            "access-control-",
            "clear-site-data",
            "content-security-policy",
            "cross-origin-",
            "permissions-policy",
            "referrer-policy",
            "reporting-endpoints",
            "set-cookie",
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options");

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }

    @Test
    void harbour_namesNoSecurityFieldItself() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> java = files.filter(SecurityFieldsTest::isJava).toList();
            assertThat(java).hasSizeGreaterThan(20);
            for (Path file : java) {
                String text = Files.readString(file).toLowerCase(Locale.ROOT);
                assertThat(FIELDS).as(file.toString()).noneMatch(field -> text.contains("\"" + field));
            }
        }
    }
}
