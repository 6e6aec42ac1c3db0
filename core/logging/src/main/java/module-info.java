import org.jspecify.annotations.NullMarked;

/** Correlation ids, redaction, access log, and log lines that stay valid whatever they hold. */
@NullMarked
module io.seaworthy.logging {
    requires static org.jspecify;
    requires transitive io.seaworthy.kernel;
    requires org.slf4j;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;

    exports io.seaworthy.logging;
    exports io.seaworthy.logging.logback;
}
