package io.seaworthy.operations;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final VirtualTicker ticker = VirtualTicker.create();
    private final RequestMetrics metrics =
            RequestMetrics.builder(registry).ticker(ticker).build();

    private void serve(RequestMetrics metrics, ServerRequest request, Ending ending, Guard... later) {
        Guard[] all = new Guard[later.length + 1];
        all[0] = metrics;
        System.arraycopy(later, 0, all, 1, later.length);
        GuardChain.of(all).run(request);
        ticker.advance(Duration.ofMillis(120));
        request.complete(ending);
        request.close();
    }

    private static Guard route(String template) {
        return head -> Decision.proceed(RequestAttributes.ROUTE, template);
    }

    private static Ending returned(int status) {
        return Ending.of(Ending.How.RETURNED, status);
    }

    @Test
    void aRequest_isTimedFromTheGuardToItsCompletion() {
        serve(metrics, RequestHeads.get("/api/keys/7").build(), returned(200), route("/api/keys/{id}"));

        Timer timer = registry.get(RequestMetrics.NAME)
                .tags("method", "GET", "uri", "/api/keys/{id}", "status", "200", "outcome", "SUCCESS")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(120);
    }

    @Test
    void theRouteOfALaterGuard_isKnownAtTheEnd() {
        assertThat(metrics.check(RequestHeads.get("/").build()))
                .waitsForCompletion()
                .setsNoHeaders();
    }

    @ParameterizedTest
    @CsvSource({
        "RETURNED, 101, SUCCESS",
        "RETURNED, 204, SUCCESS",
        "ANSWERED, 308, REDIRECTION",
        "RETURNED, 304, REDIRECTION",
        "REJECTED, 429, CLIENT_ERROR",
        "FAILED, 500, SERVER_ERROR",
        "TIMED_OUT, 503, TIMED_OUT",
        "ABORTED, 200, ABORTED",
        "ABORTED, 0, ABORTED",
        "RETURNED, 0, UNKNOWN",
        "RETURNED, 999, UNKNOWN",
        "RETURNED, -1, UNKNOWN"
    })
    void theOutcome_followsTheEnd(Ending.How how, int status, String outcome) {
        serve(metrics, RequestHeads.get("/").build(), Ending.of(how, status), route("/"));

        String tag = status >= 100 && status <= 599 ? Integer.toString(status) : "UNKNOWN";
        assertThat(registry.get(RequestMetrics.NAME)
                        .tags("outcome", outcome, "status", tag)
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatClientsInvent_makesNoNewTags() {
        for (int i = 0; i < 1_000; i++) {
            serve(metrics, RequestHeads.of("X" + i, "/scan/" + i).build(), returned(404));
        }

        assertThat(registry.find(RequestMetrics.NAME).timers()).singleElement().satisfies(timer -> {
            assertThat(timer.getId().getTag("method")).isEqualTo("OTHER");
            assertThat(timer.getId().getTag("uri")).isEqualTo("UNMATCHED");
            assertThat(timer.count()).isEqualTo(1_000);
        });
    }

    @Test
    void aMethodInLowerCase_isNotTheMethod() {
        serve(metrics, RequestHeads.of("get", "/").build(), returned(405));

        assertThat(registry.get(RequestMetrics.NAME).timer().getId().getTag("method"))
                .isEqualTo("OTHER");
    }

    @Test
    void routesAboveTheCap_areOther() {
        RequestMetrics capped =
                RequestMetrics.builder(registry).maxRoutes(2).ticker(ticker).build();
        assertThat(capped.evidence()).noneMatch(one -> one.isWeakened());
        for (int i = 0; i < 10; i++) {
            serve(capped, RequestHeads.get("/").build(), returned(200), route("/leak/" + i));
        }
        serve(capped, RequestHeads.get("/").build(), returned(200), route("/leak/1"));

        assertThat(registry.find(RequestMetrics.NAME).timers()).hasSize(3);
        assertThat(registry.get(RequestMetrics.NAME).tag("uri", "OTHER").timer().count())
                .isEqualTo(8);
        assertThat(registry.get(RequestMetrics.NAME)
                        .tag("uri", "/leak/1")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(capped.evidence())
                .allMatch(one -> one.isWeakened() && one.id().equals("OPS-METRICS"));
    }

    @Test
    void aHeadThatIsGone_stillCounts() {
        ServerRequest request = RequestHeads.get("/").build();
        Decision decision = metrics.check(request);
        request.close();
        ((Decision.Proceed) decision).completion().complete(Ending.of(Ending.How.ABORTED, 0));

        assertThat(registry.get(RequestMetrics.NAME)
                        .tag("uri", "UNMATCHED")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void prometheus_scrapesBuckets() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RequestMetrics scraped =
                RequestMetrics.builder(prometheus).ticker(ticker).build();
        serve(scraped, RequestHeads.post("/api/notes").build(), returned(201), route("/api/notes"));
        serve(scraped, RequestHeads.get("/api/notes").build(), Ending.of(Ending.How.REJECTED, 429));

        String tags = "method=\"POST\",outcome=\"SUCCESS\",status=\"201\",uri=\"/api/notes\"";
        assertThat(prometheus.scrape())
                .contains("http_server_requests_seconds_bucket{" + tags + ",le=\"0.1\"} 0")
                .contains("http_server_requests_seconds_bucket{" + tags + ",le=\"0.2\"} 1")
                .contains("http_server_requests_seconds_count{" + tags + "} 1")
                .contains("outcome=\"CLIENT_ERROR\",status=\"429\",uri=\"UNMATCHED\"");
    }

    @Test
    void wrongOptions_areReportedTogether() {
        ConfigurationException faults = catchThrowableOfType(
                ConfigurationException.class,
                () -> RequestMetrics.builder(registry)
                        .buckets(Duration.ofSeconds(2), Duration.ofMillis(200))
                        .maxRoutes(0)
                        .maxRoutes(1)
                        .maxRoutes(0)
                        .build());

        assertThat(faults.violations()).extracting(Violation::path).contains("buckets[1]", "maxRoutes");
        assertThatThrownBy(() -> RequestMetrics.builder(registry).buckets().build())
                .isInstanceOf(ConfigurationException.class);
    }
}
