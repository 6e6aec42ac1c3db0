package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.testkit.RequestHeads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README, run. */
class ReadmeExampleTest {

    @TempDir
    private Path uploads;

    @Test
    void readme_works() {
        // README: begin
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var resources = ResourceMeters.of(registry, uploads, 100L << 20);
        var pool = ConnectionPool.builder(
                        "main", "jdbc:h2:mem:readme", Rotating.of(new DatabaseCredentials("sa", Secret.ofUtf8(""))))
                .meters(registry)
                .build();
        var shutdown = Shutdown.builder()
                .drainDelay(Duration.ZERO) // 5 s where a load balancer sends the requests
                .close("pool", pool)
                .close("resources", resources)
                .build();
        var health = Health.builder()
                .ready("database", Duration.ofSeconds(2), pool.healthCheck())
                .ready("disk", Duration.ofSeconds(1), resources.diskCheck())
                .draining(shutdown::isDraining)
                .build();
        var chain = GuardChain.builder()
                .then(shutdown)
                .then(RequestMetrics.of(registry))
                .events(MeterEvents.of(registry))
                .build();
        // README: end

        assertThat(new String(health.ready().toJson(false), StandardCharsets.UTF_8))
                .isEqualTo("{\"status\":\"up\"}");
        ServerRequest request = RequestHeads.get("/").build();
        assertThat(chain.run(request).proceeds()).isTrue();
        request.complete(Ending.of(Ending.How.RETURNED, 200));
        assertThat(registry.scrape()).contains("http_server_requests_seconds_count", "hikaricp_connections");
        assertThat(shutdown.stop().failures()).isEmpty();
        assertThat(health.ready().status()).isEqualTo(503);
    }

    @Test
    void metricsBeforeShutdown_timeWhatIsNeverServed() {
        // The wrong order: refused requests are timed as if they had been served, and skew the distribution.
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var shutdown = Shutdown.builder().drainDelay(Duration.ZERO).build();
        var wrong = GuardChain.of(RequestMetrics.of(registry), shutdown);
        shutdown.stop();

        ServerRequest request = RequestHeads.get("/").build();
        assertThat(wrong.run(request).decision()).isInstanceOf(Decision.Reject.class);
        request.complete(Ending.of(Ending.How.REJECTED, 503));

        assertThat(registry.scrape()).contains("outcome=\"SERVER_ERROR\"");
    }
}
