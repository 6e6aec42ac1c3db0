package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

    record One(@Env("TOKEN") Secret token) {}

    @TempDir
    Path folder;

    private Reading<One> load(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("token"), content);
        return Environment.of(Map.of("TOKEN_FILE", file.toString())).load(One.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"line one\nline two", "line one\nline two\n", "line one\nline two\r\n", "line one\nline two\n\n"
            })
    void lineEndsAtTheEnd_areDropped(String content) throws IOException {
        Reading<One> reading = load(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(reading.settings().token().exposeUtf8()).isEqualTo("line one\nline two");
        assertThat(reading.sources()).containsEntry("TOKEN", Source.FILE);
    }

    @Test
    void badFile_isAFaultOfTheFileVariable() throws IOException {
        assertThat(load(new byte[0]).faults())
                .extracting(Violation::path, Violation::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("TOKEN_FILE", "empty_file"));
        assertThat(load(new byte[] {'\n'}).faults())
                .extracting(Violation::reason)
                .containsExactly("empty_file");
        assertThat(load(new byte[] {(byte) 0xc3, 0x28}).faults())
                .extracting(Violation::reason)
                .containsExactly("not_utf8");
        assertThat(load(new byte[65_537]).faults())
                .extracting(Violation::reason)
                .containsExactly("file_too_large");
    }

    @Test
    void pathThatIsNoFile_isUnreadableAndNotShown() {
        for (String path : new String[] {"/nowhere/at-all", folder.toString(), "a\0b", "the-secret-itself"}) {
            Reading<One> reading = Environment.of(Map.of("TOKEN_FILE", path)).load(One.class);

            assertThat(reading.faults()).extracting(Violation::reason).containsExactly("unreadable_file");
            assertThat(reading.report()).doesNotContain(path);
        }
    }

    @Test
    void variableAndFile_areAFaultTogether() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "x");
        Map<String, String> both = Map.of("TOKEN", "y", "TOKEN_FILE", file.toString());

        assertThat(Environment.of(both).load(One.class).faults())
                .extracting(Violation::reason)
                .containsExactly("given_twice");
    }

    @Test
    void emptyVariableBesideAFile_countsAsNotGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "x");
        Map<String, String> variables = Map.of("TOKEN", "", "TOKEN_FILE", file.toString());

        assertThat(Environment.of(variables).load(One.class).settings().token().exposeUtf8())
                .isEqualTo("x");
    }
}
