package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who goes, and who gets in, where a subject has more sessions than allowed. */
class SessionLimitTest {

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final RefreshStore store = InMemoryRefreshStore.create();
    private final AccessTokens access = AccessTokens.issuer("i")
            .audience("a")
            .keys(SigningKeys.of(Secret.ofUtf8("a secret with at least 32 bytes in it")))
            .clock(clock)
            .build();

    private RefreshTokens tokens(RefreshStore over, int perSubject) {
        return RefreshTokens.builder(access, over)
                .perSubject(perSubject)
                .events(Events.none())
                .build();
    }

    @Test
    void loginFarAboveTheLimit_endsTheOldestAndNotTheNewerOfTheSurplus() {
        RefreshTokens many = tokens(store, 100);
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            opened.add(0, many.open("user-1").sessionId());
            clock.advance(Duration.ofSeconds(1));
        }

        opened.add(0, tokens(store, 5).open("user-1").sessionId());

        assertThat(many.sessions("user-1"))
                .extracting(RefreshFamily::id)
                .containsExactlyElementsOf(opened.subList(0, 41));
    }

    /** All have looked before any is written, and none looks again before all are. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void loginsAtOnceForTheLastPlace_letExactlyOneIn(int logins) throws Exception {
        CyclicBarrier together = new CyclicBarrier(logins);
        RefreshStore raced = (RefreshStore) Proxy.newProxyInstance(
                RefreshStore.class.getClassLoader(),
                new Class<?>[] {RefreshStore.class},
                (proxy, method, arguments) -> {
                    boolean insert = method.getName().equals("insert");
                    if (insert) {
                        together.await(20, TimeUnit.SECONDS);
                    }
                    Object result = method.invoke(store, arguments);
                    if (insert) {
                        together.await(20, TimeUnit.SECONDS);
                    }
                    return result;
                });
        RefreshTokens one = tokens(raced, 1);
        ExecutorService pool = Executors.newFixedThreadPool(logins);
        try {
            for (int round = 0; round < 10; round++) {
                String subject = "user-" + round;
                List<Future<TokenPair>> all = new ArrayList<>();
                for (int i = 0; i < logins; i++) {
                    all.add(pool.submit(() -> one.openIfRoom(subject, null)));
                }
                List<String> in = new ArrayList<>();
                for (Future<TokenPair> login : all) {
                    TokenPair pair = login.get();
                    if (pair != null) {
                        in.add(Objects.requireNonNull(pair.sessionId()));
                    }
                }
                assertThat(in).hasSize(1);
                assertThat(one.sessions(subject)).extracting(RefreshFamily::id).isEqualTo(in);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
