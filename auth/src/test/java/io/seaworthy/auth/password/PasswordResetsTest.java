package io.seaworthy.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.internal.OpaqueToken;
import io.seaworthy.auth.password.PasswordResets.Redemption;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordResetsTest {

    private static final Redemption REFUSED = new Redemption.Refused();

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final ResetStore store = InMemoryResetStore.create();
    private final PasswordResets resets = PasswordResets.of(store, Duration.ofMinutes(30), clock);

    @Test
    void token_isRedeemedOnce() {
        String token = resets.issue("user-1");

        assertThat(token).matches("swp_[A-Za-z0-9_-]{48}");
        assertThat(resets.peek(token)).isEqualTo("user-1");
        assertThat(resets.redeem(token)).isEqualTo(new Redemption.Redeemed("user-1"));
        assertThat(resets.redeem(token)).isEqualTo(REFUSED);
        assertThat(resets.peek(token)).isNull();
    }

    @Test
    void expiredToken_isRefused() {
        String token = resets.issue("user-1");
        clock.advance(Duration.ofMinutes(30));

        assertThat(resets.peek(token)).isNull();
        assertThat(resets.redeem(token)).isEqualTo(REFUSED);
    }

    @Test
    void secondRequest_leavesTheFirstTokenGoodUntilOneIsRedeemed() {
        String first = resets.issue("user-1");
        String second = resets.issue("user-1");
        String other = resets.issue("user-2");

        assertThat(resets.redeem(first)).isEqualTo(new Redemption.Redeemed("user-1"));
        assertThat(resets.redeem(second)).isEqualTo(REFUSED);
        assertThat(resets.redeem(other)).isEqualTo(new Redemption.Redeemed("user-2"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "swp_", "swp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", "x"})
    void garbage_isRefused(String token) {
        assertThat(resets.redeem(token)).isEqualTo(REFUSED);
        assertThat(resets.peek(token)).isNull();
    }

    @Test
    void store_holdsNoToken() {
        String token = resets.issue("user-1");

        assertThat(store.find(token)).isNull();
        assertThat(store.find(OpaqueToken.digest("swp_", token))).isNotNull();
    }

    @Test
    void purge_forgetsExpiredTokens() {
        resets.issue("user-1");
        clock.advance(Duration.ofMinutes(31));

        assertThat(resets.purge()).isEqualTo(1);
    }

    @Test
    void lifetimeBeyondAnHour_isAFault() {
        assertThatThrownBy(() -> PasswordResets.of(store, Duration.ofHours(2), clock))
                .isInstanceOf(ConfigurationException.class);
        assertThat(PasswordResets.of(store).evidence()).extracting(Evidence::id).containsExactly("AUTH-RESET");
    }
}
