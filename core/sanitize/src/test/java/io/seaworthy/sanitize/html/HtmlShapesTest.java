package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Best of several runs of this thread's processor time, 64 Ki to 1 Mi. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "seaworthy.long", matches = "true")
    void time_growsWithExponentOneAtMost(Shapes shape) {
        for (HtmlSanitizer sanitizer : Shapes.sanitizers()) {
            double exponent = 99;
            for (int attempt = 0; attempt < 4 && exponent > 1.1; attempt++) {
                long small = best(sanitizer, shape.text(1 << 16), 8);
                long large = best(sanitizer, shape.text(1 << 20), 4);
                exponent = Math.min(exponent, Math.log((double) large / Math.max(20_000, small)) / Math.log(16));
            }
            System.out.printf("HtmlShapesTest %s exponent %.2f%n", shape, exponent);
            assertThat(exponent).as("%s", shape).isLessThanOrEqualTo(1.1);
        }
    }

    private static long best(HtmlSanitizer sanitizer, String html, int runs) {
        java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            long before = threads.getCurrentThreadCpuTime();
            sanitizer.sanitize(html);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
        }
        return best;
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
