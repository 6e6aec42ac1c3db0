package io.seaworthy.logging.logback;

import io.seaworthy.kernel.readiness.Evidence;
import java.util.List;
import java.util.Set;

/**
 * Log events as JSON lines in the shape of the Elastic Common Schema: {@code @timestamp}, {@code log.level},
 * {@code message}, the request's ids, {@code log.logger}, {@code process.thread.name}, {@code service.*}, key-values with
 * their types, the MDC, {@code tags} (markers) and {@code error.*} with {@code error.stack_hash}.
 *
 * <p>Every event gives exactly one line that is one valid JSON object with unique names, whatever it holds: controls,
 * line separators, bidirectional and invisible characters and lone surrogates are escaped; a field of the application
 * that has a reserved or taken name becomes {@code labels.NAME}; a {@code toString} that throws is contained; objects
 * are never looked into. Message, arguments, MDC, key-values and exception texts are redacted. A line is at most 16 KiB
 * long unless set otherwise (containers split longer ones); what is too much is cut, the object stays valid and the ids
 * stay in.
 *
 * <p>Its constructor is public because Logback makes encoders by reflection:
 *
 * <pre>{@code
 * <encoder class="io.seaworthy.logging.logback.EcsJsonEncoder"><serviceName>harbour</serviceName></encoder>
 * }</pre>
 *
 * <p>Thread-safe once started.
 */
public final class EcsJsonEncoder extends FlatJsonEncoder {

    private static final Set<String> RESERVED = Set.of(
            "@timestamp",
            "log.level",
            "message",
            "ecs.version",
            "log.logger",
            "process.thread.name",
            "service.name",
            "service.version",
            "service.environment",
            "tags",
            "error.type",
            "error.message",
            "error.stack_trace",
            "error.stack_hash",
            "labels.truncated");

    private static final byte[][] LEVELS = {
        ascii("\",\"log.level\":\"TRACE\""),
        ascii("\",\"log.level\":\"DEBUG\""),
        ascii("\",\"log.level\":\"INFO\""),
        ascii("\",\"log.level\":\"WARN\""),
        ascii("\",\"log.level\":\"ERROR\"")
    };
    /** For Logback's configurator. */
    public EcsJsonEncoder() {
        super(
                new Names("error.type", "error.message", "error.stack_trace", "error.stack_hash", "tags"),
                RESERVED,
                LEVELS,
                "\"ecs.version\":\"8.11.0\"",
                "log.logger",
                "process.thread.name");
    }

    /** {@code service.name}. */
    public void setServiceName(String name) {
        service("service.name", name);
    }

    /** {@code service.version}. */
    public void setServiceVersion(String version) {
        service("service.version", version);
    }

    /** {@code service.environment}. */
    public void setServiceEnvironment(String environment) {
        service("service.environment", environment);
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                json("EcsJsonEncoder"),
                pii("EcsJsonEncoder"),
                Evidence.enforced("LOG-AGGREGATE", "EcsJsonEncoder", "ECS 8.11 field names"));
    }
}
