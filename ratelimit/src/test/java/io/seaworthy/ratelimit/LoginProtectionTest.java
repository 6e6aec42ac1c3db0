package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.ratelimit.LoginProtection.Permit;
import io.seaworthy.ratelimit.LoginProtection.Refusal;
import io.seaworthy.ratelimit.LoginProtection.Reservation;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginProtectionTest {

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store =
            LocalLimitStore.builder(1_000, Overflow.REFUSE).ticker(ticker).build();
    private final LoginProtection logins = LoginProtection.of(store);

    private int permits(String account, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += logins.reserve(account) instanceof Permit ? 1 : 0;
        }
        return count;
    }

    @Test
    void tenFailures_areTheLimit() {
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
        assertThat(permits("b@example.com", 1)).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(6));
        assertThat(permits("a@example.com", 100)).isEqualTo(1);
    }

    @Test
    void refusal_saysWhenToRetry() {
        permits("a@example.com", 10);
        assertThat(logins.reserve("a@example.com")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().status()).isEqualTo(429);
            assertThat(refusal.problem().code()).isEqualTo("rate_limited");
            assertThat(refusal.headers())
                    .isEqualTo(Map.of(
                            "RateLimit-Policy", "\"auth-account\";q=10;w=60",
                            "RateLimit", "\"auth-account\";r=0;t=6",
                            "Retry-After", "6"));
        });
    }

    @Test
    void success_costsNothing() {
        for (int i = 0; i < 100; i++) {
            ((Permit) logins.reserve("a@example.com")).refund();
        }
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
    }

    @Test
    void refundTwice_countsOnce() {
        Permit permit = (Permit) logins.reserve("a@example.com");
        permits("a@example.com", 9);
        permit.refund();
        permit.refund();
        assertThat(permits("a@example.com", 10)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A@EXAMPLE.COM", " a@example.com ", "a@example.com\t", "\uFF41@example.com", "a@ex\u0041mple.com"
            })
    void spellingsOfOneAccount_countAsOne(String spelling) {
        assertThat(permits("a@example.com", 10)).isEqualTo(10);
        assertThat(permits(spelling, 1)).isZero();
    }

    @Test
    void parallelGuesses_cannotPassTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Reservation>> guesses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                guesses.add(threads.submit(() -> logins.reserve("a@example.com")));
            }
            int permitted = 0;
            for (Future<Reservation> guess : guesses) {
                permitted += guess.get() instanceof Permit ? 1 : 0;
            }
            assertThat(permitted).isEqualTo(10);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pseudonymKey_keepsTheAccountsApart() {
        LoginProtection keyed = LoginProtection.builder(store)
                .pseudonymKey(Secret.ofUtf8("key"))
                .build();
        permits("a@example.com", 10);
        assertThat(keyed.reserve("a@example.com")).isInstanceOf(Permit.class);
    }

    @Test
    void otherPolicy_countsSeparately() {
        LoginProtection resets =
                LoginProtection.builder(store).policy("auth-reset").build();
        permits("a@example.com", 10);
        assertThat(resets.reserve("a@example.com")).isInstanceOf(Permit.class);
    }

    @Test
    void undecidedStore_refusesWith503() {
        LoginProtection remote = LoginProtection.of(
                Bucket4jLimitStore.builder(() -> null, OutagePolicy.refuse()).build());
        assertThat(remote.reserve("a@example.com"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
    }

    @Test
    void moreThanAHundredAtOnce_isAFault() {
        LoginProtection.Builder builder =
                LoginProtection.builder(store).failures(Quota.of(101).per(Duration.ofMinutes(1)));
        assertThatThrownBy(builder::build).isInstanceOf(ConfigurationException.class);
    }
}
