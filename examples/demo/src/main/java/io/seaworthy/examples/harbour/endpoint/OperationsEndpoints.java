package io.seaworthy.examples.harbour.endpoint;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.readiness.ReadinessReport;
import io.seaworthy.operations.Health;
import io.seaworthy.operations.HealthReport;
import io.seaworthy.ratelimit.AddressRules;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What operators and load balancers ask for. */
public final class OperationsEndpoints {

    private final Health health;
    private final PrometheusMeterRegistry meters;
    private final Supplier<ReadinessReport> readiness;
    private final AddressRules admins;

    public OperationsEndpoints(
            Health health, PrometheusMeterRegistry meters, Supplier<ReadinessReport> readiness, AddressRules admins) {
        this.health = health;
        this.meters = meters;
        this.readiness = readiness;
        this.admins = admins;
    }

    public Reply live(Call call) {
        return answer(call, health.live());
    }

    public Reply ready(Call call) {
        return answer(call, health.ready());
    }

    private Reply answer(Call call, HealthReport report) {
        boolean details = admins.allows(call.head());
        return Reply.of(report.status(), "application/json", report.toJson(details));
    }

    public Reply metrics(Call call) {
        return Reply.of(
                200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape().getBytes(StandardCharsets.UTF_8));
    }

    /** JSON, or HTML where the client asks for that: a browser does, a script does not. */
    public Reply readiness(Call call) {
        ReadinessReport report = readiness.get();
        String accept = call.head().header("Accept");
        if (accept != null && accept.contains("text/html")) {
            return Reply.html(200, report.toHtml(call.head().attribute(RequestAttributes.CSP_NONCE)))
                    .with("Vary", "Accept");
        }
        return Reply.of(200, "application/json", report.toJson()).with("Vary", "Accept");
    }
}
