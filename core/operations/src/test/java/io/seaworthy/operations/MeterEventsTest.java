package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.testkit.RequestHeads;
import org.junit.jupiter.api.Test;

class MeterEventsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private double count(String area, String code) {
        return registry.get(MeterEvents.NAME)
                .tags("area", area, "code", code)
                .counter()
                .count();
    }

    @Test
    void events_areCountedByAreaAndCode() {
        MeterEvents events = MeterEvents.of(registry);
        events.emit(ChainEvent.REJECTED, RequestHeads.get("/secret/path").build());
        events.emit(ChainEvent.REJECTED, null);
        events.emit(ChainEvent.GUARD_FAILED, null, new IllegalStateException("secret"));

        assertThat(count("chain", "rejected")).isEqualTo(2);
        assertThat(registry.get(MeterEvents.NAME)
                        .tags("area", "chain", "code", "guard_failed", "severity", "alert")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("secret"));
    }

    @Test
    void reasonsThatAreNoEnum_makeNoMeters() {
        MeterEvents events = MeterEvents.of(registry);
        for (int i = 0; i < 100; i++) {
            String code = "code-" + i;
            events.emit(
                    new EventReason() {
                        @Override
                        public String area() {
                            return "area";
                        }

                        @Override
                        public String code() {
                            return code;
                        }

                        @Override
                        public Severity severity() {
                            return Severity.INFO;
                        }
                    },
                    null);
        }

        assertThat(registry.find(MeterEvents.NAME).counters()).hasSize(1);
        assertThat(count("other", "other")).isEqualTo(100);
    }

    @Test
    void aRegistryThatRefuses_doesNotBreakTheCaller() {
        MeterEvents events = MeterEvents.of(registry);
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public io.micrometer.core.instrument.config.MeterFilterReply accept(
                    io.micrometer.core.instrument.Meter.Id id) {
                throw new IllegalArgumentException("no more meters");
            }
        });
        events.emit(ChainEvent.REJECTED, null);

        assertThat(count("other", "other")).isEqualTo(1);
    }
}
