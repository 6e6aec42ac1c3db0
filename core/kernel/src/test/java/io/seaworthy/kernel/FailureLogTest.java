package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private final Recorder recorder = new Recorder();
    private final Events log = new FailureLog(recorder, false, Ticker.system());

    @Test
    void failureOfAGuard_isLoggedWithItsCause() {
        IllegalStateException cause = new IllegalStateException("broken");
        Guard broken = head -> {
            throw cause;
        };

        GuardChain.builder().then(broken).events(log).build().run(new TestRequest());

        assertThat(recorder.lines).containsExactly("ERROR chain.guard_failed");
        assertThat(recorder.causes).containsExactly(cause);
    }

    @Test
    void whatIsNoFailure_isDropped() {
        log.emit(ChainEvent.REJECTED, null, new IllegalStateException("the client's doing"));
        log.emit(ChainEvent.GUARD_TIMED_OUT, null);

        assertThat(recorder.lines).isEmpty();
    }

    @Test
    void alertWithoutCause_isToldWhereAskedFor() {
        Events alerts = new FailureLog(recorder, true, Ticker.system());

        alerts.emit(ChainEvent.REJECTED, null, new IllegalStateException("the client's doing"));
        alerts.emit(ChainEvent.GUARD_FAILED, null);

        assertThat(recorder.lines).containsExactly("ERROR chain.guard_failed");
        assertThat(Events.alertsToSystemLogger()).isInstanceOf(FailureLog.class);
    }

    @Test
    void outageOfTenThousandRequests_isTwoRecordsAndNotOneForEach() {
        AtomicLong nanos = new AtomicLong(-1);
        Events alerts = new FailureLog(recorder, true, nanos::get);

        for (int i = 0; i < 10_000; i++) {
            alerts.emit(ChainEvent.GUARD_FAILED, null, new IllegalStateException("down"));
        }
        assertThat(recorder.lines).containsExactly("ERROR chain.guard_failed");
        nanos.addAndGet(10_000_000_000L);
        alerts.emit(ChainEvent.GUARD_FAILED, null);
        nanos.addAndGet(10_000_000_000L);
        alerts.emit(ChainEvent.GUARD_FAILED, null);

        assertThat(recorder.lines)
                .containsExactly(
                        "ERROR chain.guard_failed",
                        "ERROR chain.guard_failed, 9999 left out before",
                        "ERROR chain.guard_failed");
    }

    /** An alert that its own owner may cause must not hide what follows it. */
    @Test
    void alertsBehindTheFirst_areCountedAtTheEndOfTheWindowThoughNoneFollows() {
        AtomicLong nanos = new AtomicLong();
        List<Runnable> atTheEnd = new ArrayList<>();
        Events alerts = new FailureLog(recorder, true, nanos::get, atTheEnd::add);

        alerts.emit(ChainEvent.GUARD_FAILED, null);
        assertThat(atTheEnd).isEmpty();
        alerts.emit(ChainEvent.GUARD_FAILED, null);
        alerts.emit(ChainEvent.GUARD_FAILED, null);
        alerts.emit(ChainEvent.GUARD_FAILED, null);
        assertThat(atTheEnd).hasSize(1);
        nanos.addAndGet(10_000_000_000L);
        atTheEnd.remove(0).run();
        assertThat(recorder.lines)
                .containsExactly("ERROR chain.guard_failed", "ERROR chain.guard_failed, 3 left out before");

        alerts.emit(ChainEvent.GUARD_FAILED, null);
        nanos.addAndGet(10_000_000_000L);
        alerts.emit(ChainEvent.GUARD_FAILED, null);
        atTheEnd.remove(0).run();
        assertThat(recorder.lines)
                .as("told by the next alert, and not again")
                .endsWith("ERROR chain.guard_failed, 1 left out before")
                .hasSize(3);
    }

    private static final class Recorder implements System.Logger {

        private final List<String> lines = new ArrayList<>();
        private final List<@Nullable Throwable> causes = new ArrayList<>();

        @Override
        public String getName() {
            return "io.seaworthy";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
            causes.add(thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
            lines.add(level + " " + format);
        }
    }
}
