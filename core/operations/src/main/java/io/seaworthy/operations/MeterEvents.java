package io.seaworthy.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the building blocks' events in the Micrometer counter {@value #NAME} with the tags {@code area}, {@code code}
 * and {@code severity}. Reasons are constants of enums, so the tags are bounded; a reason that is none is counted as
 * {@code other}. Neither the request nor the cause reaches a meter. A registry that refuses a meter costs the count, not
 * the request. Thread-safe.
 */
public final class MeterEvents implements Events {

    /** The counter's name. */
    public static final String NAME = "seaworthy.events";

    private final MeterRegistry registry;
    private final Map<EventReason, Counter> counters = new ConcurrentHashMap<>();
    private final Counter other;

    private MeterEvents(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.other = counter("other", "other", "unknown");
    }

    /** Counts into this registry. */
    public static MeterEvents of(MeterRegistry registry) {
        return new MeterEvents(registry);
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        if (!(reason instanceof Enum)) {
            other.increment();
            return;
        }
        try {
            counters.computeIfAbsent(reason, this::counter).increment();
        } catch (RuntimeException e) {
            // An event must not break what it tells about.
            other.increment();
        }
    }

    private Counter counter(EventReason reason) {
        return counter(reason.area(), reason.code(), reason.severity().name().toLowerCase(Locale.ROOT));
    }

    private Counter counter(String area, String code, String severity) {
        return Counter.builder(NAME)
                .description("Events of the building blocks")
                .tag("area", area)
                .tag("code", code)
                .tag("severity", severity)
                .register(registry);
    }

    @Override
    public String toString() {
        return "MeterEvents[" + NAME + "]";
    }
}
