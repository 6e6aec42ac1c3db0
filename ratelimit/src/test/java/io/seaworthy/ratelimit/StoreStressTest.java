package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link StoreStress} under jcstress, in processes of its own. */
class StoreStressTest {

    @Test
    @EnabledIfSystemProperty(named = "seaworthy.long", matches = "true")
    void localStore_showsNoForbiddenOutcome(@TempDir Path results) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-t",
                        "StoreStress",
                        "-m",
                        "quick",
                        "-v",
                        "-r",
                        results.toString())
                .directory(results.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output.substring(Math.max(0, output.length() - 2_000)));
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("OneBucket", "Loans", "TwoBuckets", "ThreeKeys", "Refund")
                .containsPattern("[1-9]\\d+ passed, 0 failed, 0 soft errs, 0 hard errs");
    }
}
