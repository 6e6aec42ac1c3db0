package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class BridgesTest {

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void micrometerSnapshot_carriesTheMdcAndTakesItAwayAgain() {
        ContextRegistry registry = new ContextRegistry();
        MicrometerPropagation.register(registry);
        MicrometerPropagation.register(registry);
        MDC.put("trace.id", "a");
        ContextSnapshot snapshot = ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .build()
                .captureAll();
        MDC.put("trace.id", "b");
        try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
            assertThat(MDC.get("trace.id")).isEqualTo("a");
        }
        assertThat(MDC.get("trace.id")).isEqualTo("b");
        MDC.clear();
        try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
            assertThat(MDC.get("trace.id")).isEqualTo("a");
        }
        assertThat(MDC.get("trace.id")).isNull();
    }

    @Test
    void openTelemetry_seesTheRequestsTraceInsideTheScopeOnly() {
        Correlation correlation = new Correlation(
                "req-12345", "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", null, 1, "a=1,b@c=2");
        try (Scope scope = OpenTelemetryBridge.context(correlation).makeCurrent()) {
            assertThat(Span.current().getSpanContext().getTraceId()).isEqualTo(correlation.traceId());
            assertThat(Span.current().getSpanContext().getSpanId()).isEqualTo(correlation.spanId());
            assertThat(Span.current().getSpanContext().isSampled()).isTrue();
            Map<String, String> state = new LinkedHashMap<>();
            Span.current().getSpanContext().getTraceState().forEach(state::put);
            assertThat(state).containsExactly(Map.entry("a", "1"), Map.entry("b@c", "2"));
        }
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
}
