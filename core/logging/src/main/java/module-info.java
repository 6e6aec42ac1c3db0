import org.jspecify.annotations.NullMarked;

/** Correlation ids, redaction, access log, and log lines that stay valid whatever they hold. */
@NullMarked
module io.seaworthy.logging {
    requires static org.jspecify;
    requires transitive io.seaworthy.kernel;
    requires static java.net.http;
    requires org.slf4j;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires static context.propagation;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.context;

    exports io.seaworthy.logging;
    exports io.seaworthy.logging.logback;
}
