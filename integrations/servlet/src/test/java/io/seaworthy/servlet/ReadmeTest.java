package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what its examples run. */
class ReadmeTest {

    private static final Path MODULE = Path.of(System.getProperty("seaworthy.root"), "integrations", "servlet");

    @ParameterizedTest
    @ValueSource(strings = {"ReadmeCode", "ReadmeExampleTest", "TomcatReadmeExampleTest"})
    void codeOfTheReadme_isTheCodeThatRuns(String type) throws IOException {
        String readme = Files.readString(MODULE.resolve("README.md"));
        List<String> blocks = blocks(MODULE.resolve("src/test/java/io/seaworthy/servlet/" + type + ".java"));
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(readme).contains(block);
        }
    }

    private static List<String> blocks(Path source) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : Files.readAllLines(source)) {
            if (line.strip().equals("// readme: end") && block != null) {
                blocks.add(block.toString().stripTrailing().stripIndent());
                block = null;
            } else if (line.strip().startsWith("// readme: ")) {
                block = new StringBuilder();
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }
}
