package io.seaworthy.operations;

import io.seaworthy.kernel.internal.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result of all checks at one moment. Immutable, thread-safe. */
public final class HealthReport {

    private final Map<String, HealthResult> checks;
    private final boolean draining;
    private final boolean up;

    HealthReport(Map<String, HealthResult> checks, boolean draining) {
        this.checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        this.draining = draining;
        this.up = !draining && checks.values().stream().allMatch(HealthResult::isUp);
    }

    /** Whether all checks are up and the service does not drain. */
    public boolean isUp() {
        return up;
    }

    /** Whether it is down because the service is about to stop. */
    public boolean isDraining() {
        return draining;
    }

    /** The HTTP status to answer with, 200 or 503. */
    public int status() {
        return up ? 200 : 503;
    }

    /** The results by the checks' names, in the order of their registration. */
    public Map<String, HealthResult> checks() {
        return checks;
    }

    /**
     * {@code {"status":"up"}} or {@code {"status":"down"}}, UTF-8.
     *
     * @param details adds the checks and what they say; for operators only, because it names what is behind the service
     */
    public byte[] toJson(boolean details) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("status", word(up));
        if (details) {
            root.put("draining", draining);
            Map<String, Object> all = new LinkedHashMap<>();
            checks.forEach((name, result) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("status", word(result.isUp()));
                if (!result.detail().isEmpty()) {
                    one.put("detail", result.detail());
                }
                all.put(name, one);
            });
            root.put("checks", all);
        }
        return Json.write(root);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    @Override
    public String toString() {
        return "HealthReport[" + word(up) + ", " + checks.size() + " checks" + (draining ? ", draining" : "") + "]";
    }
}
