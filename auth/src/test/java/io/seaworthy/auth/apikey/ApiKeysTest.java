package io.seaworthy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.apikey.ApiKeyCheck.Reason;
import io.seaworthy.auth.apikey.ApiKeyCreation.Fault;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<EventReason> events = new ArrayList<>();
    private final ApiKeyStore memory = InMemoryApiKeyStore.create();
    private boolean down;
    private final ApiKeyStore store = (ApiKeyStore) Proxy.newProxyInstance(
            ApiKeyStore.class.getClassLoader(), new Class<?>[] {ApiKeyStore.class}, (proxy, method, arguments) -> {
                calls.incrementAndGet();
                if (down) {
                    throw new StoreException("down", new java.sql.SQLException());
                }
                return method.invoke(memory, arguments);
            });
    private final ApiKeys keys = node();

    private ApiKeys node() {
        return ApiKeys.builder(store, "notes:read", "notes:write")
                .prefix("hbr_test")
                .clock(clock)
                .ticker(nanos::get)
                .perOwner(3)
                .events((reason, head, cause) -> events.add(reason))
                .build();
    }

    private ApiKeyCreation.Created create() {
        return (ApiKeyCreation.Created) keys.create("user-1", "a key", Set.of("notes:read"), Duration.ofDays(30));
    }

    private void assertRefused(ApiKeyCheck check, Reason reason) {
        assertThat(check).isEqualTo(new ApiKeyCheck.Refused(reason));
    }

    @Test
    void createdKey_isValid() {
        ApiKeyCreation.Created created = create();

        assertThat(created.secret()).matches(keys.scannerPattern()).startsWith("hbr_test_");
        assertThat(created.key().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(((ApiKeyCheck.Valid) keys.verify(created.secret())).key().scopes())
                .containsExactly("notes:read");
        assertThat(keys.list("user-1"))
                .extracting(ApiKey::id)
                .containsExactly(created.key().id());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "hbr_test_", "swk_00000000000000000000000000000000000000000000000000", "x"})
    void garbage_isMalformedWithoutALookIntoTheStore(String text) {
        assertRefused(keys.verify(text), Reason.MALFORMED);
        assertThat(calls).hasValue(0);
    }

    @Test
    void everySingleCharacterChange_isMalformed() {
        String secret = create().secret();
        int before = calls.get();
        for (int i = 0; i < secret.length(); i++) {
            char other = secret.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(keys.verify(secret.substring(0, i) + other + secret.substring(i + 1)), Reason.MALFORMED);
        }
        assertThat(calls).hasValue(before);
    }

    @Test
    void wellFormedGuess_isUnknown() {
        assertRefused(keys.verify(ApiKeyText.make("hbr_test").text()), Reason.UNKNOWN);
    }

    @Test
    void rightIdWithAnotherSecret_isUnknown() {
        ApiKeyCreation.Created created = create();
        ApiKeyText other = ApiKeyText.make("hbr_test");
        memory.insert(new ApiKeyStore.Stored(
                new ApiKey(
                        other.id(),
                        "user-2",
                        "n",
                        Set.of("notes:read"),
                        clock.instant(),
                        created.key().expiresAt(),
                        null,
                        null,
                        null),
                "another digest"));

        assertRefused(keys.verify(other.text()), Reason.UNKNOWN);
    }

    @Test
    void expiredKey_isRefusedEvenFromTheCache() {
        String secret = create().secret();
        assertThat(keys.verify(secret)).isInstanceOf(ApiKeyCheck.Valid.class);
        clock.advance(Duration.ofDays(30));

        assertRefused(keys.verify(secret), Reason.EXPIRED);
    }

    @Test
    void revokedKey_isRefusedAtOnceHereAndAfterTheCacheElsewhere() {
        ApiKeyCreation.Created created = create();
        ApiKeys elsewhere = node();
        assertThat(keys.verify(created.secret())).isInstanceOf(ApiKeyCheck.Valid.class);
        assertThat(elsewhere.verify(created.secret())).isInstanceOf(ApiKeyCheck.Valid.class);

        assertThat(keys.revoke("user-2", created.key().id())).isFalse();
        assertThat(keys.revoke("user-1", created.key().id())).isTrue();

        assertRefused(keys.verify(created.secret()), Reason.REVOKED);
        assertThat(elsewhere.verify(created.secret())).isInstanceOf(ApiKeyCheck.Valid.class);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertRefused(elsewhere.verify(created.secret()), Reason.REVOKED);
    }

    @Test
    void revokeAll_isSeenAtOnce() {
        String secret = create().secret();
        keys.verify(secret);

        assertThat(keys.revokeAll("user-1")).isEqualTo(1);

        assertRefused(keys.verify(secret), Reason.REVOKED);
        assertThat(keys.list("user-1")).isEmpty();
    }

    @Test
    void rotation_letsTheOldKeyLiveThroughTheOverlap() {
        ApiKeyCreation.Created old = create();
        clock.advance(Duration.ofDays(10));

        ApiKeyCreation.Created fresh =
                (ApiKeyCreation.Created) keys.rotate("user-1", old.key().id());

        assertThat(fresh.key().scopes()).isEqualTo(old.key().scopes());
        assertThat(fresh.key().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(keys.verify(old.secret())).isInstanceOf(ApiKeyCheck.Valid.class);
        clock.advance(Duration.ofHours(24));
        assertRefused(keys.verify(old.secret()), Reason.EXPIRED);
        assertThat(keys.verify(fresh.secret())).isInstanceOf(ApiKeyCheck.Valid.class);
    }

    @Test
    void rotationOfSomebodyElsesKey_isNotFound() {
        ApiKeyCreation.Created old = create();
        ApiKeyCreation notFound = new ApiKeyCreation.Refused(List.of(Fault.NOT_FOUND));

        assertThat(keys.rotate("user-2", old.key().id())).isEqualTo(notFound);
        assertThat(keys.rotate("user-1", "nothing")).isEqualTo(notFound);
        keys.revoke("user-1", old.key().id());
        assertThat(keys.rotate("user-1", old.key().id())).isEqualTo(notFound);
    }

    private void assertNotRotated(ApiKeyCreation.Created key, Fault fault) {
        assertThat(keys.rotate("user-1", key.key().id())).isEqualTo(new ApiKeyCreation.Refused(List.of(fault)));
    }

    @Test
    void rotatedKey_isNotRotatedAgain_butItsSuccessorIs() {
        ApiKeyCreation.Created old = create();
        ApiKeyCreation.Created fresh =
                (ApiKeyCreation.Created) keys.rotate("user-1", old.key().id());

        assertNotRotated(old, Fault.ALREADY_ROTATED);

        assertThat(keys.list("user-1")).hasSize(2);
        assertThat(keys.verify(old.secret())).isInstanceOf(ApiKeyCheck.Valid.class);
        assertThat(keys.rotate("user-1", fresh.key().id())).isInstanceOf(ApiKeyCreation.Created.class);
        clock.advance(Duration.ofHours(24));
        assertNotRotated(old, Fault.ALREADY_ROTATED);
    }

    @Test
    void rotationOfAnExpiredKey_isExpired() {
        ApiKeyCreation.Created old = create();
        clock.advance(Duration.ofDays(30));

        assertNotRotated(old, Fault.EXPIRED);
    }

    @Test
    void rotations_cannotPileUpKeys() {
        create();
        create();
        ApiKeyCreation.Created key = create();
        for (int i = 0; i < 3; i++) {
            key = (ApiKeyCreation.Created) keys.rotate("user-1", key.key().id());
        }
        assertThat(keys.list("user-1")).hasSize(6);

        assertNotRotated(key, Fault.TOO_MANY);

        clock.advance(Duration.ofHours(24));
        assertThat(keys.rotate("user-1", key.key().id())).isInstanceOf(ApiKeyCreation.Created.class);
    }

    @Test
    void rotationThatLosesARace_saysWhoWon() {
        ApiKeyCreation.Created rotated = create();
        ApiKeyCreation.Created revoked = create();
        // After both nodes looked at the key, the other one changes it.
        Runnable[] meanwhile = {() -> {}};
        ApiKeyStore late = (ApiKeyStore) Proxy.newProxyInstance(
                ApiKeyStore.class.getClassLoader(), new Class<?>[] {ApiKeyStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("replace")) {
                        meanwhile[0].run();
                    }
                    return method.invoke(memory, arguments);
                });
        ApiKeys loser = ApiKeys.builder(late, "notes:read").clock(clock).build();

        meanwhile[0] = () -> keys.rotate("user-1", rotated.key().id());
        assertThat(loser.rotate("user-1", rotated.key().id()))
                .isEqualTo(new ApiKeyCreation.Refused(List.of(Fault.ALREADY_ROTATED)));
        meanwhile[0] = () -> keys.revoke("user-1", revoked.key().id());
        assertThat(loser.rotate("user-1", revoked.key().id()))
                .isEqualTo(new ApiKeyCreation.Refused(List.of(Fault.NOT_FOUND)));
        assertThat(keys.list("user-1")).hasSize(2);
    }

    @Test
    void wishes_haveAllTheirFaultsReported() {
        assertThat(keys.create("user-1", " ", Set.of(), Duration.ofDays(1000)))
                .isEqualTo(new ApiKeyCreation.Refused(List.of(Fault.NAME, Fault.NO_SCOPE, Fault.LIFETIME)));
        assertThat(keys.create("user-1", "n\n", Set.of("admin"), Duration.ofDays(1)))
                .isEqualTo(new ApiKeyCreation.Refused(List.of(Fault.NAME, Fault.UNKNOWN_SCOPE)));
        create();
        create();
        create();
        assertThat(keys.create("user-1", "n", Set.of("notes:read"), Duration.ofDays(1)))
                .isEqualTo(new ApiKeyCreation.Refused(List.of(Fault.TOO_MANY)));
    }

    @Test
    void manyUses_areOneReadAndOneWriteAMinute() {
        String secret = create().secret();
        int before = calls.get();
        for (int i = 0; i < 100; i++) {
            keys.verify(secret);
        }
        assertThat(calls.get() - before).as("find and touch").isEqualTo(2);

        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        clock.advance(Duration.ofSeconds(6));
        keys.verify(secret);
        assertThat(calls.get() - before).as("find only").isEqualTo(3);

        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        clock.advance(Duration.ofSeconds(60));
        keys.verify(secret);
        assertThat(calls.get() - before).isEqualTo(5);
    }

    @Test
    void storeOutage_isUnavailableAndReported() {
        String secret = create().secret();
        down = true;

        assertRefused(keys.verify(secret), Reason.UNAVAILABLE);
        assertThat(events).containsExactly(AuthEvent.STORE_FAILED);
    }

    @Test
    void keyWithoutScopes_cannotExist() {
        assertThatThrownBy(
                        () -> new ApiKey("i", "o", "n", Set.of(), clock.instant(), clock.instant(), null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void purge_forgetsAfterThirtyDays() {
        create();
        clock.advance(Duration.ofDays(60).plusSeconds(1));

        assertThat(keys.purge()).isEqualTo(1);
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> ApiKeys.builder(store, "Not A Scope")
                        .prefix("X")
                        .overlap(Duration.ofDays(31))
                        .cacheFor(Duration.ofHours(1))
                        .perOwner(0)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting("path")
                                .containsExactly("scopes[0]", "prefix", "overlap", "cacheFor", "perOwner"));
    }

    @Test
    void scopeThatIsNone_isAnsweredWithWhatIsOne() {
        assertThatThrownBy(() -> ApiKeys.builder(store, "notes read").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1 to 64 of a-z, 0-9 and :._-*, for example notes:read");
        assertThat(ApiKeys.builder(store, "r", "notes:read", "a.b_c-d*").build())
                .isNotNull();
    }

    @Test
    void strings_holdNoSecret() {
        ApiKeyCreation.Created created = create();

        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(ApiKeyText.read("hbr_test", created.secret())).asString().doesNotContain(created.secret());
        assertThat(memory.find(created.key().id())).asString().doesNotContain("digest");
        assertThat(keys.evidence()).extracting(Evidence::id).containsExactly("AUTH-APIKEY");
    }
}
