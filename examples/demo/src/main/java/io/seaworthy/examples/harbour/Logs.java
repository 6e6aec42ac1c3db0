package io.seaworthy.examples.harbour;

import io.seaworthy.examples.harbour.HarbourSettings.LogFormat;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.SecurityAlerts;
import io.seaworthy.logging.SecurityEvent;
import io.seaworthy.logging.logback.LogbackSetup;
import io.seaworthy.logging.logback.Overflow;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The process's log, set up from the settings: it is the process's, so the last Harbour started in it decides. */
final class Logs {

    /** What the log never shows, besides what Seaworthy knows by itself: Harbour's own API keys. */
    static final Redactor REDACTOR =
            Redactor.builder().tokenPrefix(Services.KEY_PREFIX + "_").build();

    private Logs() {}

    static LogbackSetup configure(HarbourSettings settings) {
        LogbackSetup.Builder setup = LogbackSetup.builder()
                .environment(settings.profile().label())
                .redactor(REDACTOR)
                .level("org.eclipse.jetty", Level.WARN)
                .level("com.zaxxer.hikari", Level.WARN)
                .level("io.lettuce", Level.WARN)
                .level("io.netty", Level.WARN);
        // For machines a thread of its own writes, so a collector that stalls holds up no request; for people who watch
        // a console each line is there before the next statement runs.
        return (settings.logFormat() == LogFormat.JSON ? setup.json("harbour").ring(Overflow.DROP) : setup).install();
    }

    /** Whom to wake is the operator's choice; here an alert is a line of its own. */
    static SecurityAlerts alerts() {
        Logger logger = LoggerFactory.getLogger("harbour.alerts");
        return SecurityAlerts.builder(alert -> logger.atError()
                        .addKeyValue("event.code", alert.code())
                        .addKeyValue("event.count", alert.count())
                        .log("{} within {}", alert.code(), alert.window()))
                .threshold(SecurityEvent.TOKEN_THEFT, 1, Duration.ofHours(1))
                .threshold(SecurityEvent.SSRF_REFUSED, 3, Duration.ofMinutes(10))
                .threshold(SecurityEvent.KEY_MISUSE, 20, Duration.ofMinutes(10))
                .threshold(SecurityEvent.LOGIN_FAILURE, 100, Duration.ofMinutes(1))
                .build();
    }
}
