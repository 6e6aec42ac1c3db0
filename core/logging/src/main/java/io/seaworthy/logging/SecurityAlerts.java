package io.seaworthy.logging;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alert when one kind of event comes too often: so many within a window, wherever it begins (events up to
 * 1 % older may count). After an alert the count begins again, so a lasting attack gives one alert for each time that the threshold is reached. Any reason of any building
 * block can be watched, not only {@link SecurityEvent}.
 *
 * <pre>{@code
 * SecurityAlerts alerts = SecurityAlerts.builder(alert -> pager.send(alert.toString()))
 *         .threshold(SecurityEvent.LOGIN_FAILURE, 100, Duration.ofMinutes(1))
 *         .threshold(SecurityEvent.TOKEN_THEFT, 1, Duration.ofHours(1))
 *         .build();
 * }</pre>
 *
 * <p>The hook runs on the thread of the request that reached the threshold, so it must be quick; what it throws is
 * ignored, and what it emits itself is counted but not alerted. Thread-safe.
 */
public final class SecurityAlerts implements Events {

    /** Takes alerts. */
    @FunctionalInterface
    public interface Hook {
        void alert(Alert alert);
    }

    /**
     * Too many events of a kind.
     *
     * @param code area and code, {@code security.login_failure}
     * @param count how many there were
     * @param window within which time
     */
    public record Alert(String code, int count, Duration window) {}

    private static final class Watch {

        /** The current part of the window and all that reach into it: never less than a whole window. */
        private static final int PARTS = 129;

        private final int threshold;
        private final long windowNanos;
        private final long partNanos;
        private final int[] parts = new int[PARTS];
        private int count;
        private int part;
        private long partStart;

        Watch(int threshold, Duration window) {
            this.threshold = threshold;
            this.windowNanos = window.toNanos();
            this.partNanos = windowNanos / (PARTS - 1) + 1;
        }

        synchronized boolean isReached(long now) {
            if (count == 0) {
                partStart = now;
            }
            long passed = (now - partStart) / partNanos;
            partStart += passed > 0 ? passed * partNanos : 0;
            for (long i = Math.min(passed, PARTS); i > 0; i--) {
                part = part == PARTS - 1 ? 0 : part + 1;
                count -= parts[part];
                parts[part] = 0;
            }
            parts[part]++;
            if (++count < threshold) {
                return false;
            }
            Arrays.fill(parts, 0);
            count = 0;
            return true;
        }
    }

    private final Hook hook;
    private final Map<EventReason, Watch> watches;
    private final Ticker ticker;

    private final OncePerThread alerting = new OncePerThread();

    private SecurityAlerts(Builder builder) {
        hook = builder.hook;
        watches = Map.copyOf(builder.watches);
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
    }

    public static Builder builder(Hook hook) {
        return new Builder(Objects.requireNonNull(hook, "hook"));
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        try {
            Watch watch = watches.get(reason);
            if (watch != null && watch.isReached(ticker.nanos())) {
                alerting.run(() -> hook.alert(new Alert(
                        reason.area() + '.' + reason.code(), watch.threshold, Duration.ofNanos(watch.windowNanos))));
            }
        } catch (Throwable ignored) {
            // Whoever emits an event is in the middle of a request and must not pay for a broken hook.
        }
    }

    @Override
    public String toString() {
        return "SecurityAlerts" + watches.keySet();
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("SecurityAlerts");
        private final Hook hook;
        private final Map<EventReason, Watch> watches = new LinkedHashMap<>();
        private @Nullable Ticker ticker;

        private Builder(Hook hook) {
            this.hook = hook;
        }

        /** Alerts at so many events of a kind within a window. Permitted: 1 to 1000000, 1 s to 1 day. Prohibited: 0. */
        public Builder threshold(EventReason reason, int events, Duration window) {
            faults.check(
                    events >= 1 && events <= 1_000_000,
                    "threshold",
                    Integer.toString(events),
                    "out_of_range",
                    "1 to 1000000");
            boolean sound = window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(Duration.ofDays(1)) <= 0;
            faults.check(sound, "threshold", window.toString(), "out_of_range", "1 s to 1 day");
            faults.check(!watches.containsKey(reason), "threshold", reason.code(), "set_twice", "each reason once");
            watches.put(
                    reason, new Watch(events, window.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : window));
            return this;
        }

        /** The clock of the windows, the system's by default. */
        public Builder ticker(Ticker ticker) {
            faults.check(this.ticker == null, "ticker", null, "set_twice", "one ticker");
            this.ticker = ticker;
            return this;
        }

        public SecurityAlerts build() {
            faults.check(!watches.isEmpty(), "threshold", null, "missing", "at least one");
            faults.throwIfAny();
            return new SecurityAlerts(this);
        }
    }
}
