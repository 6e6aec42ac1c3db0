package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seaworthy.kernel.config.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path disk;

    @Test
    void meters_areBound() throws Exception {
        try (ResourceMeters meters = ResourceMeters.of(registry, disk, 1)) {
            assertThat(registry.get("jvm.memory.used").gauges()).isNotEmpty();
            assertThat(registry.get("jvm.threads.live").gauge().value()).isPositive();
            assertThat(registry.get("system.cpu.count").gauge().value()).isPositive();
            assertThat(registry.get("disk.free").gauge().value()).isPositive();
            assertThat(registry.find("jvm.gc.memory.allocated").counter()).isNotNull();
            assertThat(meters.evidence()).noneMatch(one -> one.isWeakened());
        }
    }

    @Test
    void aDiskBelowItsThreshold_isDown() throws Exception {
        try (ResourceMeters enough = ResourceMeters.of(registry, disk, 1);
                ResourceMeters tooMuch = ResourceMeters.of(registry, disk, Long.MAX_VALUE)) {
            assertThat(enough.diskCheck().check().isUp()).isTrue();
            assertThat(tooMuch.diskCheck().check().isUp()).isFalse();
            assertThat(tooMuch.diskCheck().check().detail()).endsWith("MiB free");
        }
    }

    @Test
    void withoutADisk_theReportSaysSo() throws Exception {
        try (ResourceMeters meters = ResourceMeters.withoutDisk(registry)) {
            assertThat(meters.evidence()).allMatch(one -> one.isWeakened());
            assertThat(meters.diskCheck().check().isUp()).isTrue();
        }
    }

    @Test
    void wrongOptions_areReportedTogether() {
        assertThatThrownBy(() -> ResourceMeters.of(registry, disk.resolve("absent"), 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("2 faults");
    }
}
