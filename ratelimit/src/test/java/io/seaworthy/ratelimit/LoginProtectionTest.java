package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.ratelimit.LoginProtection.Permit;
import io.seaworthy.ratelimit.LoginProtection.Refusal;
import io.seaworthy.ratelimit.LoginProtection.Reservation;
import io.seaworthy.testkit.RequestHeads;
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
    private static final IpAddress HERE = IpAddress.parse("192.0.2.7");
    private static final IpAddress THERE = IpAddress.parse("198.51.100.7");

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
            ((Permit) logins.reserve("a@example.com")).succeeded();
        }
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
    }

    @Test
    void settlingTwice_countsOnce() {
        Permit permit = (Permit) logins.reserve("a@example.com");
        permits("a@example.com", 9);
        permit.succeeded();
        permit.succeeded();
        permit.close();
        assertThat(permits("a@example.com", 10)).isEqualTo(1);
    }

    @Test
    void failure_staysChargedWhateverComesAfterwards() {
        for (int i = 0; i < 10; i++) {
            try (Permit permit = (Permit) logins.reserve("a@example.com")) {
                permit.failed();
                permit.succeeded();
            }
        }
        assertThat(permits("a@example.com", 1)).isZero();
    }

    /** A database that fails in the middle, a saturated hash pool: nobody has learned anything, nobody pays. */
    @Test
    void unsettledAttempt_isRefunded() {
        for (int i = 0; i < 500; i++) {
            assertThatThrownBy(() -> {
                        try (Permit permit = (Permit) logins.reserve(HERE, "a@example.com")) {
                            throw new IllegalStateException("the database is away");
                        }
                    })
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
    }

    private int failures(IpAddress client, String account, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            if (logins.reserve(client, account) instanceof Permit permit) {
                permit.failed();
                count++;
            }
        }
        return count;
    }

    @Test
    void addressAtManyAccounts_isLimited() {
        int admitted = 0;
        for (int i = 0; i < 300; i++) {
            admitted += failures(HERE, "account" + i, 1);
        }
        assertThat(admitted).isEqualTo(100);
        assertThat(logins.reserve(HERE, "another"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.headers().get("RateLimit-Policy"))
                                .isEqualTo("\"auth-account-address\";q=100;w=3600"));
        assertThat(failures(THERE, "account1", 1)).isEqualTo(1);
    }

    @Test
    void pair_isLimitedForLongerThanTheAccount() {
        int admitted = 0;
        for (int minute = 0; minute < 15; minute++) {
            admitted += failures(HERE, "a@example.com", 100);
            ticker.advance(Duration.ofMinutes(1));
        }
        assertThat(admitted).isBetween(20, 40);
        assertThat(failures(THERE, "a@example.com", 100))
                .as("the owner elsewhere")
                .isEqualTo(10);
    }

    @Test
    void refusalByOneLimit_chargesNoOther() {
        failures(HERE, "a@example.com", 10);
        assertThat(failures(HERE, "a@example.com", 1_000)).isZero();
        int others = 0;
        for (int i = 0; i < 300; i++) {
            others += failures(HERE, "account" + i, 1);
        }
        assertThat(others).as("of the address's hundred").isEqualTo(90);
    }

    @Test
    void hundredFailuresInARow_lockTheAccountUntilItIsUnlocked() {
        int admitted = 0;
        for (int i = 0; i < 300; i++) {
            admitted += permits("a@example.com", 10);
            ticker.advance(Duration.ofHours(1));
        }
        assertThat(admitted).isEqualTo(100);
        assertThat(logins.reserve("A@EXAMPLE.com")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().code()).isEqualTo("rate_limited");
            assertThat(refusal.headers()).containsEntry("Retry-After", "3600");
        });
        logins.unlock("a@example.com ");
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
    }

    @Test
    void success_beginsANewRow() {
        for (int i = 0; i < 50; i++) {
            permits("a@example.com", 9);
            ((Permit) logins.reserve("a@example.com")).succeeded();
            ticker.advance(Duration.ofHours(1));
        }
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
    }

    @Test
    void unlock_forgivesTheAccountAtOnce() {
        failures(HERE, "a@example.com", 10);
        ticker.advance(Duration.ofMinutes(1));
        failures(HERE, "a@example.com", 10);
        assertThat(failures(HERE, "a@example.com", 1)).isZero();
        logins.unlock(HERE, "a@example.com");
        assertThat(failures(HERE, "a@example.com", 100)).isEqualTo(10);
    }

    @Test
    void withoutCeiling_noAccountIsLocked() {
        LoginProtection patient =
                LoginProtection.builder(store).withoutCeiling().build();
        for (int i = 0; i < 200; i++) {
            assertThat(patient.reserve("a@example.com")).isInstanceOf(Permit.class);
            ticker.advance(Duration.ofMinutes(1));
        }
        assertThat(patient.evidence()).allMatch(evidence -> evidence.isWeakened());
        assertThat(logins.evidence()).noneMatch(evidence -> evidence.isWeakened());
    }

    @Test
    void failingCounter_refusesWith503AndRefunds() {
        LoginFailures broken = new LoginFailures() {
            @Override
            public boolean charge(String account, int most) {
                throw new IllegalStateException("the database is away");
            }

            @Override
            public void refund(String account) {}

            @Override
            public void clear(String account) {}
        };
        LoginProtection unlucky =
                LoginProtection.builder(store).countedIn(broken).build();
        for (int i = 0; i < 20; i++) {
            assertThat(unlucky.reserve("a@example.com"))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.problem().code()).isEqualTo("overloaded"));
        }
        assertThat(permits("a@example.com", 100)).isEqualTo(10);
    }

    @Test
    void addressOfTheRequest_isTheOneThatProxiesVouchFor() {
        for (int i = 0; i < 10; i++) {
            logins.reserve(RequestHeads.get("/").peer("192.0.2.1").build(), "account" + i);
        }
        assertThat(logins.reserve(RequestHeads.get("/").peer("192.0.2.1").build(), "a"))
                .isInstanceOf(Permit.class);
        assertThat(failures(IpAddress.parse("192.0.2.1"), "b", 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A@EXAMPLE.COM",
                " a@example.com ",
                "a@example.com\t",
                "\uFF41@example.com",
                "a@ex\u0041mple.com",
                "\u00e1@example.com",
                "a\u200B@example.com"
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
    void shortPseudonymKey_isAFault() {
        assertThatThrownBy(() -> LoginProtection.builder(store)
                        .pseudonymKey(Secret.ofUtf8("short"))
                        .build())
                .isInstanceOf(ConfigurationException.class);
    }

    /** A form without the field must not become a 500, nor a way around the limits. */
    @Test
    void missingName_countsAsTheEmptyOne() {
        LoginProtection logins = LoginProtection.of(store);
        for (int i = 0; i < 10; i++) {
            ((LoginProtection.Permit) logins.reserve(i % 2 == 0 ? null : "")).failed();
        }
        assertThat(logins.reserve((String) null)).isInstanceOf(LoginProtection.Refusal.class);
    }

    @Test
    void pseudonymKey_keepsTheAccountsApart() {
        LoginProtection keyed = LoginProtection.builder(store)
                .pseudonymKey(Secret.ofUtf8("a key of thirty-two bytes or more"))
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
        LoginProtectionBuilder builder =
                LoginProtection.builder(store).failures(Quota.of(101).per(Duration.ofMinutes(1)));
        assertThatThrownBy(builder::build).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void reference_standsBehindThePlans() {
        RateLimits limits = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .exempt("/health/**")
                .build(store);
        assertThat(limits.reference().and(logins.reference()).toMarkdown()).isEqualTo("""
                | applies to | policy | counted by | requests | per | at once |
                |---|---|---|---|---|---|
                | plan anonymous | `plan` | caller | 60 | 1 min | 60 |
                | flood ceiling | `address` | address | 120 | 1 min | 120 |
                | failed logins | `auth-account` | account | 10 | 1 min | 10 |
                | failed logins | `auth-account-pair` | account and address | 20 | 15 min | 20 |
                | failed logins | `auth-account-address` | address | 100 | 1 h | 100 |

                Without a plan limit: `/health/**`
                """);
    }
}
