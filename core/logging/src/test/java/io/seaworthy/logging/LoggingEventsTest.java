package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggingEventsTest {

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LoggingEvents events = LoggingEvents.builder().ticker(ticker).build();
    private final Captured captured = Captured.json();

    private static ServerRequest correlated() {
        ServerRequest request =
                RequestHeads.get("/").header("X-Request-Id", "12345678").build();
        GuardChain.of(CorrelationGuard.create()).run(request);
        return request;
    }

    private enum Sample implements EventReason {
        CALM(Severity.INFO),
        ODD(Severity.WARNING),
        BAD(Severity.ALERT);

        private final Severity severity;

        Sample(Severity severity) {
            this.severity = severity;
        }

        @Override
        public String area() {
            return "sample";
        }

        @Override
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public Severity severity() {
            return severity;
        }
    }

    @Test
    void event_isALineWithItsCodeAndTheRequestsIds() {
        events.emit(ChainEvent.REJECTED, correlated());
        assertThat(captured.only())
                .containsEntry("event.code", "chain.rejected")
                .containsEntry("event.action", "rejected")
                .containsEntry("event.dataset", "seaworthy.chain")
                .containsEntry("http.request.id", "12345678")
                .containsKeys("trace.id", "span.id")
                .doesNotContainKey("event.dropped");
    }

    @Test
    void severity_isTheLevel() {
        events.emit(Sample.CALM, null);
        events.emit(Sample.ODD, null);
        events.emit(Sample.BAD, null, new IllegalStateException("token=hunter2"));
        assertThat(captured.objects())
                .extracting(line -> line.get("log.level"))
                .containsExactly("INFO", "WARN", "ERROR");
        assertThat(captured.objects().get(2))
                .containsEntry("error.type", "java.lang.IllegalStateException")
                .containsEntry("error.message", "token=[redacted]");
    }

    @Test
    void flood_isCutAndCounted() {
        for (int i = 0; i < 10_000; i++) {
            events.emit(Sample.ODD, null);
        }
        assertThat(captured.objects()).hasSize(20);
        ticker.advance(Duration.ofMillis(500));
        events.emit(Sample.ODD, null);
        events.emit(Sample.BAD, null);
        Map<String, Object> next = captured.objects().get(20);
        assertThat(next).containsEntry("event.code", "sample.odd").containsEntry("event.dropped", 9_980L);
        assertThat(captured.objects().get(21))
                .containsEntry("event.code", "sample.bad")
                .doesNotContainKey("event.dropped");
    }

    @Test
    void requestThatIsOver_isLoggedWithoutIds() {
        ServerRequest request = correlated();
        request.close();
        events.emit(Sample.CALM, request);
        assertThat(captured.only()).doesNotContainKey("trace.id");
    }

    @Test
    void reasonThatThrows_doesNotReachTheCaller() {
        EventReason broken = new EventReason() {
            @Override
            public String area() {
                throw new IllegalStateException("broken");
            }

            @Override
            public String code() {
                return "x";
            }

            @Override
            public Severity severity() {
                return Severity.INFO;
            }
        };
        events.emit(broken, null);
        assertThat(captured.lines()).isEmpty();
    }

    @Test
    void allFaults_areReportedTogether() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> LoggingEvents.builder()
                        .logger(" ")
                        .burst(0)
                        .perSecond(1001)
                        .build());
        assertThat(refused.violations())
                .extracting(v -> v.path() + " " + v.reason())
                .containsExactly("logger empty", "burst out_of_range", "perSecond out_of_range");
    }
}
