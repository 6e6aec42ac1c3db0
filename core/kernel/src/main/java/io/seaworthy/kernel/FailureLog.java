package io.seaworthy.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a chain reports to when the application named no receiver: failures must not be silent, everything else is
 * dropped. The platform's own logger is the only one that the kernel can rely on.
 */
final class FailureLog implements Events {

    private final Logger logger;

    FailureLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        if (cause != null && reason.severity() == EventReason.Severity.ALERT) {
            logger.log(Level.ERROR, reason.area() + "." + reason.code(), cause);
        }
    }
}
