package io.seaworthy.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes memory, garbage collection, heap pressure, threads, classes, processors, file descriptors, uptime and disk
 * space, and offers thresholds as health checks. Leaks show in {@code jvm.memory.usage.after.gc} and
 * {@code jvm.gc.overhead}. Close it to stop listening to the collectors. Thread-safe.
 */
public final class ResourceMeters implements EvidenceSource, AutoCloseable {

    private final List<Runnable> open;
    private final List<String> names = new ArrayList<>();
    private final @Nullable Path disk;
    private final long minFreeBytes;

    private ResourceMeters(MeterRegistry registry, @Nullable Path disk, long minFreeBytes) {
        this.disk = disk;
        this.minFreeBytes = minFreeBytes;
        bind(registry, "memory", new JvmMemoryMetrics());
        JvmGcMetrics collections = new JvmGcMetrics();
        bind(registry, "gc", collections);
        JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();
        bind(registry, "heap pressure", pressure);
        bind(registry, "threads", new JvmThreadMetrics());
        bind(registry, "classes", new ClassLoaderMetrics());
        bind(registry, "processors", new ProcessorMetrics());
        bind(registry, "file descriptors", new FileDescriptorMetrics());
        bind(registry, "uptime", new UptimeMetrics());
        if (disk != null) {
            bind(registry, "disk", new DiskSpaceMetrics(disk.toFile()));
        }
        open = List.of(collections::close, pressure::close);
    }

    /** The meters of the process, without a disk; the readiness report calls that weakened. */
    public static ResourceMeters withoutDisk(MeterRegistry registry) {
        return new ResourceMeters(Objects.requireNonNull(registry, "registry"), null, 0);
    }

    /**
     * The meters of the process and of one file store.
     *
     * @param disk a directory on the store that can fill up; must exist
     * @param minFreeBytes below which {@link #diskCheck} is down: {@code 1L << 30}; at least 1
     * @throws io.seaworthy.kernel.config.ConfigurationException with all faults
     */
    public static ResourceMeters of(MeterRegistry registry, Path disk, long minFreeBytes) {
        Once once = new Once("ResourceMeters");
        once.between("minFreeBytes", minFreeBytes, 1, Long.MAX_VALUE);
        once.faults().check(Files.isDirectory(disk), "disk", disk.toString(), "missing", "a directory that exists");
        once.faults().throwIfAny();
        return new ResourceMeters(Objects.requireNonNull(registry, "registry"), disk, minFreeBytes);
    }

    private void bind(MeterRegistry registry, String name, MeterBinder binder) {
        binder.bindTo(registry);
        names.add(name);
    }

    /** Down while the disk has less free space than asked for; always up without a disk. */
    public HealthCheck diskCheck() {
        Path watched = disk;
        if (watched == null) {
            return HealthResult::up;
        }
        return () -> freeSpace(watched);
    }

    private HealthResult freeSpace(Path watched) throws IOException {
        long free = Files.getFileStore(watched).getUsableSpace();
        String detail = (free >> 20) + " MiB free";
        return free >= minFreeBytes ? HealthResult.up(detail) : HealthResult.down(detail);
    }

    @Override
    public List<Evidence> evidence() {
        String summary = String.join(", ", names);
        return List.of(
                disk == null
                        ? Evidence.weakened("OPS-RESOURCE", "ResourceMeters", summary, "no disk is watched")
                        : Evidence.enforced(
                                "OPS-RESOURCE",
                                "ResourceMeters",
                                summary + ", at least " + (minFreeBytes >> 20) + " MiB free"));
    }

    /** Stops listening; the gauges stay. */
    @Override
    public void close() {
        open.forEach(Runnable::run);
    }

    @Override
    public String toString() {
        return "ResourceMeters" + names;
    }
}
