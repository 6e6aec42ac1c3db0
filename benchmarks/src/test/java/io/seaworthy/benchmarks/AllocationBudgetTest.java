package io.seaworthy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the bytes per operation of every benchmark to {@code budgets.json}. Bytes are exact where time is not: the JVM
 * counts them for the thread, whatever else the machine does.
 */
class AllocationBudgetTest {

    private static final Operations OPERATIONS = new Operations();
    private static final SortedMap<String, Long> BUDGETS = budgets();

    /** They start servers or take a quarter of a second for one operation. */
    private static final Pattern SERVERS = Pattern.compile("(redis|password|postgres)\\.");

    private static SortedMap<String, Long> budgets() {
        try {
            Map<String, Long> bytes = new ObjectMapper()
                    .convertValue(
                            new ObjectMapper()
                                    .readTree(new File("budgets.json"))
                                    .get("bytes"),
                            new TypeReference<>() {});
            return new TreeMap<>(bytes);
        } catch (IOException e) {
            throw new AssertionError("budgets.json cannot be read", e);
        }
    }

    static List<String> names() {
        return List.copyOf(BUDGETS.keySet());
    }

    @AfterAll
    static void close() throws Exception {
        OPERATIONS.close();
    }

    @Test
    void everyBenchmark_hasABudget() {
        assertThat(Operations.names().stream()
                        .filter(name -> !SERVERS.matcher(name).lookingAt()))
                .containsExactlyElementsOf(BUDGETS.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void operation_staysWithinItsBudget(String name) throws Throwable {
        assertThat(AllocationMeter.broken(name, OPERATIONS.get(name), BUDGETS.get(name)))
                .isNull();
    }
}
