package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.config.ConfigurationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForeignTokensTest {

    private static final TestClock CLOCK = TestClock.at("2026-11-21T10:00:00Z");
    private static final String ONE = "https://one.example";
    private static final String TWO = "https://two.example";

    private final AtomicInteger fetches = new AtomicInteger();
    private final TokenKey keyOfOne = TestKeys.one(JwsAlgorithm.RS256);
    private final TokenKey keyOfTwo = TestKeys.one(JwsAlgorithm.EDDSA);
    private final ForeignTokens both = ForeignTokens.audience("api")
            .issuer(ONE, keys(keyOfOne))
            .issuer(TWO, keys(keyOfTwo))
            .clock(CLOCK)
            .build();

    private RemoteKeys keys(TokenKey key) {
        byte[] set = SigningKeys.of(key).publicJwkSet().getBytes(StandardCharsets.UTF_8);
        return RemoteKeys.at(URI.create("https://issuer.example/jwks"))
                .fetch(address -> {
                    fetches.incrementAndGet();
                    return new KeySetFetch.Fetched(set, null);
                })
                .executor(Runnable::run)
                .build();
    }

    private static String token(String issuer, TokenKey key) {
        return AccessTokens.issuer(issuer)
                .audience("api")
                .keys(SigningKeys.of(key))
                .clock(CLOCK)
                .build()
                .issue("user-1")
                .value();
    }

    @Test
    void eachIssuersToken_verifiesWithItsOwnKeys() {
        assertThat(both.verify(token(ONE, keyOfOne)))
                .isInstanceOfSatisfying(
                        VerifiedToken.class, t -> assertThat(t.issuer()).isEqualTo(ONE));
        assertThat(both.verify(token(TWO, keyOfTwo)))
                .isInstanceOfSatisfying(
                        VerifiedToken.class, t -> assertThat(t.issuer()).isEqualTo(TWO));
    }

    @Test
    void tokenOfOneIssuerInTheNameOfAnother_isRefused() {
        assertThat(both.verify(token(ONE, keyOfTwo))).isEqualTo(new Verification.Refused(TokenRefusal.UNKNOWN_KEY));
        assertThat(both.verify(token(ONE, keyOfTwo.named(keyOfOne.id()))))
                .isEqualTo(new Verification.Refused(TokenRefusal.ALGORITHM));
    }

    @Test
    void unknownIssuer_isRefusedAndCausesNoFetch() {
        assertThat(both.verify(token("https://evil.example", keyOfOne)))
                .isEqualTo(new Verification.Refused(TokenRefusal.ISSUER));
        assertThat(both.verify("a.b.c")).isInstanceOf(Verification.Refused.class);
        assertThat(both.verify(null)).isEqualTo(new Verification.Refused(TokenRefusal.NOT_COMPACT));
        assertThat(fetches).hasValue(0);
    }

    @Test
    void singleIssuer_stillChecksTheClaim() {
        ForeignTokens single = ForeignTokens.audience("api")
                .issuer(ONE, keys(keyOfOne))
                .clock(CLOCK)
                .build();

        assertThat(single.verify(token(TWO, keyOfOne))).isEqualTo(new Verification.Refused(TokenRefusal.ISSUER));
        assertThat(single.verify(token(ONE, keyOfOne))).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void issuerDown_refusesUnknownKeys() {
        RemoteKeys down = RemoteKeys.at(URI.create("https://issuer.example/jwks"))
                .fetch(address -> {
                    throw new java.io.IOException("down");
                })
                .executor(Runnable::run)
                .build();
        ForeignTokens single =
                ForeignTokens.audience("api").issuer(ONE, down).clock(CLOCK).build();

        assertThat(single.verify(token(ONE, keyOfOne))).isEqualTo(new Verification.Refused(TokenRefusal.UNKNOWN_KEY));
    }

    @Test
    void faultyOptions_areReported() {
        assertThatThrownBy(() -> ForeignTokens.audience(" ").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("audience")
                .hasMessageContaining("issuer");
    }
}
