package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeysTest {

    private static final URI ADDRESS = URI.create("https://issuer.example/jwks.json");

    private final TokenKey a = TestKeys.one(JwsAlgorithm.ES256);
    private final TokenKey b = TestKeys.other(JwsAlgorithm.ES256);
    private final AtomicLong nanos = new AtomicLong();
    private final List<EventReason> events = new ArrayList<>();
    private final List<Long> fetches = new ArrayList<>();
    private @Nullable String body = SigningKeys.of(a).publicJwkSet();
    private @Nullable Duration maxAge = Duration.ofHours(1);

    private final RemoteKeys keys = RemoteKeys.at(ADDRESS)
            .fetch(this::answer)
            .ticker(nanos::get)
            .events((reason, head, cause) -> events.add(reason))
            .executor(Runnable::run)
            .build();

    private KeySetFetch.Fetched answer(URI address) throws IOException {
        fetches.add(nanos.get());
        if (body == null) {
            throw new IOException("down");
        }
        return new KeySetFetch.Fetched(body.getBytes(StandardCharsets.UTF_8), maxAge);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private @Nullable TokenKey find(@Nullable String id) {
        return keys.source().find(id);
    }

    @Test
    void firstToken_fetchesOnceAndTheRestAskNobody() {
        assertThat(fetches).isEmpty();
        for (int i = 0; i < 1_000; i++) {
            assertThat(find(a.id())).isNotNull();
        }
        assertThat(fetches).hasSize(1);
    }

    @Test
    void tenThousandRandomIds_causeAtMostTwoFetchesAMinute() {
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(60)); // ten minutes in all
            assertThat(find("kid-" + i)).isNull();
        }

        for (long start : fetches) {
            assertThat(fetches.stream()
                            .filter(at -> at >= start
                                    && at < start + Duration.ofMinutes(1).toNanos()))
                    .hasSizeLessThanOrEqualTo(2);
        }
        assertThat(fetches).hasSizeBetween(10, 21);
    }

    @Test
    void keyRotatedInAtTheIssuer_isFoundAfterTheCooldown() {
        find(a.id());
        body = SigningKeys.builder(b).previous(a).build().publicJwkSet();

        assertThat(find(b.id())).as("within the cooldown").isNull();
        pass(Duration.ofSeconds(30));

        assertThat(find(b.id())).isNotNull();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void keyWithdrawnAtTheIssuer_goesAtTheNextRefresh() {
        find(a.id());
        body = SigningKeys.of(b).publicJwkSet();
        pass(Duration.ofMinutes(49));

        find(a.id());

        assertThat(find(a.id())).isNull();
        assertThat(find(b.id())).isNotNull();
    }

    @Test
    void refresh_runsAheadOfExpiry() {
        find(a.id());
        pass(Duration.ofMinutes(47));
        find(a.id());
        assertThat(fetches).hasSize(1);
        pass(Duration.ofMinutes(2));

        find(a.id());

        assertThat(fetches).hasSize(2);
    }

    @Test
    void outageOfAnHour_failsNoKnownKey() {
        find(a.id());
        body = null;
        for (int i = 0; i < 3_600; i++) {
            pass(Duration.ofSeconds(2)); // the second of two hours is without freshness
            assertThat(find(a.id())).isNotNull();
        }

        assertThat(fetches.size()).as("one try each half minute at most").isLessThanOrEqualTo(1 + 2 * 72 + 1);
        assertThat(events).contains(AuthEvent.KEY_SET_FAILED);
        body = SigningKeys.of(b).publicJwkSet();
        pass(Duration.ofSeconds(30));
        find(a.id());
        assertThat(find(b.id())).isNotNull();
    }

    @Test
    void outageOfDays_endsTheLastGoodKeys() {
        find(a.id());
        body = null;
        pass(Duration.ofHours(25).plusSeconds(1));

        assertThat(find(a.id())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
    void badSet_changesNothing(String bad) {
        find(a.id());
        body = bad;
        pass(Duration.ofMinutes(50));

        find(a.id());

        assertThat(fetches).hasSize(2);
        assertThat(find(a.id())).isNotNull();
        assertThat(events).contains(AuthEvent.KEY_SET_FAILED);
    }

    @Test
    void maxAge_isClampedBothWays() {
        maxAge = Duration.ZERO;
        find(a.id());
        pass(Duration.ofMinutes(3));
        find(a.id());
        assertThat(fetches).as("at least five minutes").hasSize(1);
        maxAge = Duration.ofDays(365);
        pass(Duration.ofMinutes(2));
        find(a.id());
        assertThat(fetches).hasSize(2);
        pass(Duration.ofHours(20));
        find(a.id());
        assertThat(fetches).as("at most a day").hasSize(3);
    }

    @Test
    void issuerDownAtTheStart_isTriedWithGrowingPauses() {
        body = null;
        for (int i = 0; i < 600; i++) {
            assertThat(find(a.id())).isNull();
            pass(Duration.ofMillis(100));
        }
        assertThat(fetches.size()).isBetween(5, 8);
        body = SigningKeys.of(a).publicJwkSet();
        pass(Duration.ofSeconds(30));

        assertThat(find(a.id())).isNotNull();
    }

    @Test
    void manyCallers_shareOneFetch() throws Exception {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch answerNow = new CountDownLatch(1);
        String set = SigningKeys.of(a).publicJwkSet();
        RemoteKeys shared = RemoteKeys.at(ADDRESS)
                .fetch(address -> {
                    count.incrementAndGet();
                    try {
                        answerNow.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return new KeySetFetch.Fetched(set.getBytes(StandardCharsets.UTF_8), null);
                })
                .longestWait(Duration.ofSeconds(10))
                .build();
        AtomicInteger found = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Thread thread = new Thread(() -> {
                if (shared.source().find(a.id()) != null) {
                    found.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        answerNow.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(found).hasValue(16);
        assertThat(count).hasValue(1);
    }

    @Test
    void hangingIssuer_keepsACallerNoLongerThanAllowed() {
        RemoteKeys hanging = RemoteKeys.at(ADDRESS)
                .fetch(this::answer)
                .executor(work -> {})
                .longestWait(Duration.ofMillis(1))
                .build();

        assertThat(hanging.source().find(a.id())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://issuer.example/", "file:///etc/passwd", "https:x", "https://u:p@issuer.example/"})
    void addressThatIsNotPlainHttps_isRefused(String address) {
        assertThatThrownBy(() -> RemoteKeys.of(URI.create(address)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not_https");
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> RemoteKeys.at(ADDRESS)
                        .cooldown(Duration.ofSeconds(1))
                        .lastGoodFor(Duration.ofDays(30))
                        .longestWait(Duration.ofMinutes(1))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting("path")
                                .containsExactly("cooldown", "lastGoodFor", "longestWait"));
    }

    @Test
    void privateAddresses_areWeakenedEvidence() {
        assertThat(keys.evidence()).noneMatch(Evidence::isWeakened);
        assertThat(RemoteKeys.at(ADDRESS)
                        .dangerouslyAllowPrivateAddresses()
                        .build()
                        .evidence())
                .allMatch(Evidence::isWeakened);
    }
}
