package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlShapesTest {

    @ParameterizedTest
    @EnumSource
    void shape_isAnsweredWithAFixedPointOrARefusal(Shapes shape) throws Exception {
        for (HtmlSanitizer sanitizer : Shapes.sanitizers()) {
            Inspection.requireSafe(sanitizer, HtmlFloor.ELEMENTS, shape.text(1 << 13));
        }
        Inspection.requireSafe(shape.text(1 << 13));
    }

    @Test
    void shapes_areFortyOrMore() {
        assertThat(Shapes.values()).hasSizeGreaterThanOrEqualTo(40);
    }

    /** Allocation is counted, not timed: the same on every machine. */
    @ParameterizedTest
    @EnumSource
    void allocation_growsNoFasterThanTheInput(Shapes shape) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (HtmlSanitizer sanitizer : Shapes.sanitizers()) {
            long small = allocated(threads, sanitizer, shape.text(1 << 14));
            long large = allocated(threads, sanitizer, shape.text(1 << 17));
            assertThat(large).isLessThan((long) (Math.pow(8, 1.1) * small) + 100_000);
        }
    }

    private static long allocated(com.sun.management.ThreadMXBean threads, HtmlSanitizer sanitizer, String html) {
        sanitizer.sanitize(html);
        long before = threads.getCurrentThreadAllocatedBytes();
        sanitizer.sanitize(html);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /**
     * 10 ns a character. What is faster was refused early or dropped in one go; what is measured then is the processor's
     * cache, which the small inputs fit into and the large one does not.
     */
    private static final long FAST = 10_000_000;

    /**
     * Sixteen inputs of 64 Ki, then one of 1 Mi, compared within a round: both read as much memory and meet the same
     * noise, the same collector and the same compiled code, which the best of each over all rounds did not. The best round counts; quadratic time would
     * be sixteen times off in every one.
     */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "seaworthy.long", matches = "true")
    void time_growsWithExponentOneAtMost(Shapes shape) {
        for (HtmlSanitizer sanitizer : Shapes.sanitizers()) {
            String[] small = new String[16];
            Arrays.setAll(small, i -> shape.text(1 << 16));
            String large = shape.text(1 << 20);
            double exponent = 99;
            for (int round = 0; round < 60 && (round < 6 || exponent > 1.1); round++) {
                long times = Math.max(time(sanitizer, small), FAST);
                double ratio = (double) time(sanitizer, large) / times;
                exponent = Math.min(exponent, 1 + Math.log(ratio) / Math.log(16));
            }
            System.out.printf("HtmlShapesTest %s exponent %.2f%n", shape, exponent);
            assertThat(exponent).as("%s", shape).isLessThanOrEqualTo(1.1);
        }
    }

    private static long time(HtmlSanitizer sanitizer, String... inputs) {
        java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (String html : inputs) {
            sanitizer.sanitize(html);
        }
        return threads.getCurrentThreadCpuTime() - before;
    }

    /** A heap of 8 MiB above what the process itself needs, for inputs of 1 Mi characters. */
    @Test
    @EnabledIfSystemProperty(named = "seaworthy.long", matches = "true")
    void heap_isAtMostEightTimesTheInput() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "-cp",
                System.getProperty("java.class.path"),
                Shapes.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.strip()).isEqualTo("done");
    }
}
