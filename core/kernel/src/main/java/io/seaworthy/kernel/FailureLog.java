package io.seaworthy.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What is reported to when the application named no receiver: what went wrong must not be silent, everything else is
 * dropped. The platform's own logger is the only one that the kernel can rely on.
 */
final class FailureLog implements Events {

    private final Logger logger;
    private final boolean everyAlert;

    /**
     * A receiver.
     *
     * @param everyAlert whether alerts without a cause are told, too
     */
    FailureLog(Logger logger, boolean everyAlert) {
        this.logger = logger;
        this.everyAlert = everyAlert;
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        if ((cause != null || everyAlert) && reason.severity() == EventReason.Severity.ALERT) {
            logger.log(Level.ERROR, reason.area() + "." + reason.code(), cause);
        }
    }
}
