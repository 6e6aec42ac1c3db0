package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class InMemoryLoginFailuresTest {

    private final LoginFailures failures = LoginFailures.inMemory(1_000);

    private int charge(String account, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += failures.charge(account, 100) ? 1 : 0;
        }
        return count;
    }

    @Test
    void ceiling_isReachedOnce() {
        assertThat(charge("a", 200)).isEqualTo(100);
        assertThat(charge("b", 1)).isEqualTo(1);
    }

    @Test
    void refund_takesOneBackAndClearAll() {
        charge("a", 200);
        failures.refund("a");
        assertThat(charge("a", 200)).isEqualTo(1);
        failures.clear("a");
        assertThat(charge("a", 200)).isEqualTo(100);
        failures.refund("unknown");
        failures.clear("unknown");
        assertThat(charge("unknown", 200)).isEqualTo(100);
    }

    @Test
    void spellingsOfOneAccount_countAsOne() {
        charge("admin", 60);
        assertThat(charge("adm\u00edn", 200)).isEqualTo(40);
    }

    /** Made-up names must not make room for more guesses at the account that matters. */
    @Test
    void manyOtherAccounts_doNotPushOutAGuessedOne() {
        int admitted = 0;
        for (int round = 0; round < 20; round++) {
            admitted += charge("victim", 10);
            for (int i = 0; i < 20_000; i++) {
                failures.charge("made-up-" + round + "-" + i, 100);
            }
        }
        assertThat(admitted).isEqualTo(100);
    }

    @Test
    void unusableSize_isAFault() {
        assertThatThrownBy(() -> LoginFailures.inMemory(999)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> LoginFailures.inMemory(10_000_001)).isInstanceOf(ConfigurationException.class);
    }
}
