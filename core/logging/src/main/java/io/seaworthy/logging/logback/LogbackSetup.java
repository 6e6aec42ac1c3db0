package io.seaworthy.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.logging.Redactor;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Logback, set up in code: everything to the standard output through one of this module's encoders, INFO and above.
 * It replaces whatever was configured before, so call it first thing in {@code main}; where a {@code logback.xml} does
 * the same there is no need for it.
 *
 * <pre>{@code
 * LogbackSetup logging = LogbackSetup.json("harbour");
 * }</pre>
 *
 * <p>The evidence is read from the live loggers: an appender that does not redact is a weakness. Thread-safe.
 */
public final class LogbackSetup implements EvidenceSource {

    private final LoggerContext context;

    private LogbackSetup(LoggerContext context) {
        this.context = context;
    }

    /** JSON lines for the named service. */
    public static LogbackSetup json(String service) {
        return builder().json(service).install();
    }

    /** Text lines, for development. */
    public static LogbackSetup text() {
        return builder().install();
    }

    /** Text lines unless {@link Builder#json} is called. */
    public static Builder builder() {
        return new Builder();
    }

    /** Writes out what is buffered and stops logging: the last thing that a process does. */
    public void stop() {
        context.stop();
    }

    @Override
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>();
        for (ch.qos.logback.classic.Logger logger : context.getLoggerList()) {
            for (Iterator<Appender<ILoggingEvent>> each = logger.iteratorForAppenders(); each.hasNext(); ) {
                all.addAll(evidence(each.next()));
            }
        }
        return all;
    }

    private static List<Evidence> evidence(Appender<ILoggingEvent> appender) {
        if (appender instanceof RingAppender ring) {
            return ring.evidence();
        }
        Encoder<?> encoder = appender instanceof OutputStreamAppender<?> output ? output.getEncoder() : null;
        if (encoder instanceof SafeEncoder safe) {
            return safe.evidence();
        }
        String weakness = "the appender " + appender.getName() + " has another encoder and redacts nothing";
        return List.of(Evidence.weakened("LOG-PII", "LogbackSetup", "logging by Logback", weakness));
    }

    @Override
    public String toString() {
        return "LogbackSetup[" + context.getName() + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("LogbackSetup");
        private final Map<String, Level> levels = new LinkedHashMap<>();
        private @Nullable String service;
        private @Nullable String version;
        private @Nullable String environment;
        private @Nullable Redactor redactor;
        private @Nullable OutputStream output;
        private @Nullable Overflow overflow;

        private Builder() {}

        /** JSON lines that carry this {@code service.name}; text lines otherwise. Prohibited: an empty name. */
        public Builder json(String service) {
            faults.check(this.service == null, "json", service, "set_twice", "one service");
            faults.check(!service.isBlank(), "json", service, "empty", "the service's name");
            this.service = service;
            return this;
        }

        /** {@code service.version}, in JSON. */
        public Builder version(String version) {
            faults.check(this.version == null, "version", version, "set_twice", "one version");
            this.version = version;
            return this;
        }

        /** {@code service.environment}, in JSON. */
        public Builder environment(String environment) {
            faults.check(this.environment == null, "environment", environment, "set_twice", "one environment");
            this.environment = environment;
            return this;
        }

        /** What redacts, {@link Redactor#standard()} by default. */
        public Builder redactor(Redactor redactor) {
            faults.check(this.redactor == null, "redactor", null, "set_twice", "one redactor");
            this.redactor = redactor;
            return this;
        }

        /**
         * The level of a logger and those below it; {@code ROOT} is INFO by default. Permitted:
         * {@code ("org.eclipse.jetty", WARN)}. Prohibited: a logger twice.
         */
        public Builder level(String logger, org.slf4j.event.Level level) {
            Level before = levels.put(logger, Level.convertAnSLF4JLevel(level));
            faults.check(before == null, "level", logger, "set_twice", "one level for each logger");
            return this;
        }

        /**
         * Writes from a thread of its own through a {@link RingAppender}, with this policy for a full ring. Without it
         * each line is written by the thread that logs.
         */
        public Builder ring(Overflow overflow) {
            faults.check(this.overflow == null, "ring", overflow.name(), "set_twice", "one policy");
            this.overflow = overflow;
            return this;
        }

        /** Where the lines go, the standard output by default. The stream is not closed before {@link #stop()}. */
        public Builder output(OutputStream output) {
            faults.check(this.output == null, "output", null, "set_twice", "one stream");
            this.output = output;
            return this;
        }

        /** Replaces Logback's configuration. Throws {@link IllegalStateException} where slf4j is bound to another. */
        public LogbackSetup install() {
            faults.throwIfAny();
            ILoggerFactory factory = LoggerFactory.getILoggerFactory();
            if (!(factory instanceof LoggerContext context)) {
                throw new IllegalStateException(
                        "slf4j is bound to " + factory.getClass().getName()
                                + ", not to Logback; put logback-classic on the path and nothing else");
            }
            context.reset();
            SafeEncoder encoder = encoder();
            encoder.setContext(context);
            encoder.start();
            Appender<ILoggingEvent> appender = overflow == null ? direct(encoder) : ring(encoder, overflow);
            appender.setContext(context);
            appender.setName("seaworthy");
            appender.start();
            ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.INFO);
            root.addAppender(appender);
            levels.forEach((name, level) -> context.getLogger(name).setLevel(level));
            return new LogbackSetup(context);
        }

        private Appender<ILoggingEvent> direct(SafeEncoder encoder) {
            OutputStreamAppender<ILoggingEvent> appender =
                    output == null ? new ConsoleAppender<>() : new OutputStreamAppender<>();
            appender.setContext(encoder.getContext());
            appender.setEncoder(encoder);
            if (output != null) {
                appender.setOutputStream(output);
            }
            return appender;
        }

        private Appender<ILoggingEvent> ring(SafeEncoder encoder, Overflow policy) {
            RingAppender appender = new RingAppender();
            appender.setEncoder(encoder);
            appender.setOverflow(policy);
            if (output != null) {
                appender.setOutput(output);
            }
            return appender;
        }

        private SafeEncoder encoder() {
            SafeEncoder encoder;
            if (service == null) {
                encoder = new TextEncoder();
            } else {
                EcsJsonEncoder json = new EcsJsonEncoder();
                json.setServiceName(service);
                if (version != null) {
                    json.setServiceVersion(version);
                }
                if (environment != null) {
                    json.setServiceEnvironment(environment);
                }
                encoder = json;
            }
            if (redactor != null) {
                encoder.setRedactor(redactor);
            }
            return encoder;
        }
    }
}
