package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecurityAlertsTest {

    private final List<SecurityAlerts.Alert> alerts = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final SecurityAlerts watch = SecurityAlerts.builder(alerts::add)
            .threshold(SecurityEvent.LOGIN_FAILURE, 3, Duration.ofMinutes(1))
            .threshold(SecurityEvent.TOKEN_THEFT, 1, Duration.ofHours(1))
            .ticker(now::get)
            .build();

    private void emit(SecurityEvent event, int times) {
        for (int i = 0; i < times; i++) {
            watch.emit(event, null);
        }
    }

    @Test
    void threshold_raisesOneAlertEachTimeItIsReached() {
        emit(SecurityEvent.LOGIN_FAILURE, 2);
        assertThat(alerts).isEmpty();
        emit(SecurityEvent.LOGIN_FAILURE, 1);
        assertThat(alerts)
                .containsExactly(new SecurityAlerts.Alert("security.login_failure", 3, Duration.ofMinutes(1)));
        emit(SecurityEvent.LOGIN_FAILURE, 3);
        assertThat(alerts).hasSize(2);
    }

    @Test
    void eventsOutsideTheWindow_doNotAddUp() {
        emit(SecurityEvent.LOGIN_FAILURE, 2);
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        emit(SecurityEvent.LOGIN_FAILURE, 2);
        assertThat(alerts).isEmpty();
    }

    /** A window that began with the first event counted 1 and 98 in one and 99 in the next. */
    @Test
    void eventsAcrossTheEndOfAWindow_addUp() {
        SecurityAlerts many = SecurityAlerts.builder(alerts::add)
                .threshold(SecurityEvent.LOGIN_FAILURE, 100, Duration.ofMinutes(1))
                .ticker(now::get)
                .build();
        many.emit(SecurityEvent.LOGIN_FAILURE, null);
        now.set(59_500_000_000L);
        for (int i = 0; i < 98; i++) {
            many.emit(SecurityEvent.LOGIN_FAILURE, null);
        }
        now.set(60_500_000_000L);
        many.emit(SecurityEvent.LOGIN_FAILURE, null);
        many.emit(SecurityEvent.LOGIN_FAILURE, null);
        assertThat(alerts).hasSize(1);
    }

    /** Beside a list of all times: no alert is missed, and none comes with less than the threshold in 101 %. */
    @Test
    void anyTimes_giveAnAlertWhereTheThresholdIsReached() {
        long seed = System.nanoTime();
        System.err.println("SecurityAlertsTest seed " + seed);
        Random random = new Random(seed);
        ArrayDeque<Long> times = new ArrayDeque<>();
        for (int i = 0; i < 100_000; i++) {
            now.addAndGet((long) (random.nextDouble() * random.nextDouble() * 80e9));
            times.add(now.get());
            alerts.clear();
            emit(SecurityEvent.LOGIN_FAILURE, 1);
            long within =
                    times.stream().filter(t -> t >= now.get() - 60_000_000_000L).count();
            long nearly =
                    times.stream().filter(t -> t >= now.get() - 60_600_000_000L).count();
            assertThat(alerts.isEmpty()).as("seed %d", seed).isEqualTo(alerts.isEmpty() ? within < 3 : nearly < 3);
            if (!alerts.isEmpty()) {
                times.clear();
            } else if (times.size() > 8) {
                times.removeFirst();
            }
        }
    }

    @Test
    void kinds_areWatchedApartAndOthersNot() {
        emit(SecurityEvent.TOKEN_THEFT, 1);
        emit(SecurityEvent.CSP_VIOLATION, 100);
        assertThat(alerts).extracting(SecurityAlerts.Alert::code).containsExactly("security.token_theft");
    }

    @Test
    void brokenHook_isContained() {
        SecurityAlerts broken = SecurityAlerts.builder(alert -> {
                    throw new IllegalStateException("broken");
                })
                .threshold(SecurityEvent.KEY_MISUSE, 1, Duration.ofMinutes(1))
                .build();
        broken.emit(SecurityEvent.KEY_MISUSE, null);
    }

    @Test
    void hookThatEndsInAnError_isContained() {
        SecurityAlerts broken = SecurityAlerts.builder(alert -> {
                    throw new StackOverflowError();
                })
                .threshold(SecurityEvent.KEY_MISUSE, 1, Duration.ofMinutes(1))
                .build();
        assertThatCode(() -> {
                    broken.emit(SecurityEvent.KEY_MISUSE, null);
                    broken.emit(SecurityEvent.KEY_MISUSE, null);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void hookThatEmitsItself_isNotEnteredAgain() {
        AtomicInteger entered = new AtomicInteger();
        AtomicReference<SecurityAlerts> own = new AtomicReference<>();
        own.set(SecurityAlerts.builder(alert -> {
                    entered.incrementAndGet();
                    own.get().emit(SecurityEvent.KEY_MISUSE, null);
                })
                .threshold(SecurityEvent.KEY_MISUSE, 1, Duration.ofMinutes(1))
                .build());
        own.get().emit(SecurityEvent.KEY_MISUSE, null);
        own.get().emit(SecurityEvent.KEY_MISUSE, null);
        assertThat(entered).hasValue(2);
    }

    @Test
    void nonsense_isRefusedTogether() {
        assertThatThrownBy(() -> SecurityAlerts.builder(alerts::add)
                        .threshold(SecurityEvent.KEY_MISUSE, 0, Duration.ZERO)
                        .threshold(SecurityEvent.KEY_MISUSE, 1, Duration.ofMinutes(1))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(3));
    }
}
