package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The register names tests that exist and run. */
class CveRegisterTest {

    @Test
    void everyRow_namesATestThatRuns() throws IOException, ClassNotFoundException {
        List<String> rows = Files.readAllLines(Path.of("docs/cve-register.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        for (String row : rows) {
            String[] cells = row.split("\\|");
            String[] name = cells[4].strip().replace("`", "").split("#");
            String inPackage = name[0].contains(".") ? name[0] : "token." + name[0];
            Class<?> test = Class.forName("io.seaworthy.auth." + inPackage);
            assertThat(Arrays.stream(test.getDeclaredMethods())
                            .filter(method -> method.getName().equals(name[1]))
                            .filter(CveRegisterTest::isTest))
                    .as(row)
                    .isNotEmpty();
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(25);
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
