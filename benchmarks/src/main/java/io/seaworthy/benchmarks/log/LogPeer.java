package io.seaworthy.benchmarks.log;

/** Who writes the line. The standard event has a message with two arguments, five MDC entries and two key-values. */
public enum LogPeer {
    SEAWORTHY,
    /** Logback's own encoder. */
    LOGBACK,
    LOGSTASH,
    /** It leaves out the key-values. */
    ECS,
    /** The template for ECS. */
    LOG4J2,
    /** The event made, and the line's bytes copied. */
    FLOOR;

    LogLine line() {
        return switch (this) {
            case SEAWORTHY -> LogbackLines.seaworthy();
            case LOGBACK -> LogbackLines.logback();
            case LOGSTASH -> LogbackLines.logstash();
            case ECS -> LogbackLines.ecs();
            case LOG4J2 -> Log4jLine.create();
            case FLOOR -> LogbackLines.floor();
        };
    }
}
