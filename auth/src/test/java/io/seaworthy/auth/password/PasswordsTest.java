package io.seaworthy.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.seaworthy.auth.AuthEvent;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final Secret PEPPER = Secret.ofUtf8("a pepper that has at least 32 bytes");
    private static final Secret OTHER = Secret.ofUtf8("another one of these, 32 bytes, too");
    private static final PasswordCheck MISMATCHED = new PasswordCheck.Mismatched();
    private static final PasswordCheck MATCHED = new PasswordCheck.Matched(null);

    private final List<EventReason> events = new ArrayList<>();
    private final Passwords passwords = builder(PEPPER).insecureCostForTests(4).build();

    private PasswordsBuilder builder(Secret pepper) {
        return Passwords.builder(pepper).events((reason, head, cause) -> events.add(reason));
    }

    private static String hash(Passwords passwords, String password) {
        return ((PasswordHashing.Hashed) passwords.hash(password)).value();
    }

    @Test
    void rightPassword_matches() {
        String stored = hash(passwords, "correct horse battery staple");

        assertThat(stored).startsWith("swb1:").hasSizeLessThanOrEqualTo(90);
        assertThat(passwords.check("correct horse battery staple", stored)).isEqualTo(MATCHED);
        assertThat(passwords.check("correct horse battery stapler", stored)).isEqualTo(MISMATCHED);
        assertThat(passwords.check("", stored)).isEqualTo(MISMATCHED);
    }

    @Test
    void fieldThatWasNotSent_isAWrongPassword() {
        assertThat(passwords.check(null, hash(passwords, "correct horse"))).isEqualTo(MISMATCHED);
        assertThat(passwords.check(null, hash(passwords, ""))).isEqualTo(MISMATCHED);
        assertThat(passwords.check(null, null)).isEqualTo(MISMATCHED);
        assertThat(events).isEmpty();
    }

    @Test
    void samePasswordTwice_hasTwoHashes() {
        assertThat(hash(passwords, "correct horse")).isNotEqualTo(hash(passwords, "correct horse"));
    }

    @Test
    void everyCharacterBeyond72Bytes_counts() {
        String stored = hash(passwords, "x".repeat(100) + "1");

        assertThat(passwords.check("x".repeat(100) + "1", stored)).isEqualTo(MATCHED);
        assertThat(passwords.check("x".repeat(100) + "2", stored)).isEqualTo(MISMATCHED);
        assertThat(passwords.check("x".repeat(72), stored)).isEqualTo(MISMATCHED);
    }

    // The key schedule of bcrypt is cyclic: without a digest before it these pairs would match.
    @ParameterizedTest
    @CsvSource({"a,'a\0a'", "'','\0'", "ab,'ab\0ab'"})
    void nulTrick_doesNotMatch(String password, String trick) {
        assertThat(passwords.check(trick, hash(passwords, password))).isEqualTo(MISMATCHED);
    }

    @Test
    void compatibleSpellings_match() {
        String composed = "pässwörter sind länger als fünfzehn";
        String decomposed = java.text.Normalizer.normalize(composed, java.text.Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(composed);
        assertThat(passwords.check(decomposed, hash(passwords, composed))).isEqualTo(MATCHED);
    }

    @Test
    void veryLongPassword_neitherThrowsNorMatches() {
        assertThat(passwords.check("x".repeat(60_000), hash(passwords, "y"))).isEqualTo(MISMATCHED);
    }

    @Test
    void unknownAccount_isAMismatchAndNoEvent() {
        assertThat(passwords.check("anything", null)).isEqualTo(MISMATCHED);
        assertThat(events).isEmpty();
    }

    @Test
    void unknownAccount_costsTheSameWork() {
        Passwords slow = builder(PEPPER).insecureCostForTests(9).build();
        String stored = hash(slow, "correct horse battery staple");
        long known = 0;
        long unknown = 0;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            slow.check("wrong", stored);
            long between = System.nanoTime();
            slow.check("wrong", null);
            known += between - start;
            unknown += System.nanoTime() - between;
        }

        // Not a timing claim: a path that skips bcrypt would be a thousand times faster.
        assertThat((double) unknown / known).isBetween(0.2, 5.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "$2b$12$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxu",
                "swb1:AAAAAAAAAAAA:$2b$99$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxu",
                "swb1:AAAAAAAAAAAA:$2b$17$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxu",
                "swb1:AAAAAAAAAAAA:$2b$03$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxu",
                "swb1:AAAAAAAAAAAA:$2x$04$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxu",
                "swb1:AAAAAAAAAAAA:$2b$04$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!",
                "swb1:AAAAAAAAAAAA:$2b$04$abcdefghijklmnopqrstuuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxu"
            })
    void unreadableHash_isAMismatchAndReported(String stored) {
        assertThat(passwords.check("anything", stored)).isEqualTo(MISMATCHED);
        assertThat(events).containsExactly(AuthEvent.PASSWORD_HASH_UNREADABLE);
    }

    @Test
    void previousPepper_matchesAndIsUpgraded() {
        String stored = hash(passwords, "correct horse battery staple");
        Passwords next =
                builder(OTHER).previousPepper(PEPPER).insecureCostForTests(4).build();

        PasswordCheck check = next.check("correct horse battery staple", stored);

        assertThat(check).isInstanceOf(PasswordCheck.Matched.class);
        String upgrade = ((PasswordCheck.Matched) check).upgrade();
        assertThat(upgrade).isNotNull();
        assertThat(next.check("correct horse battery staple", upgrade)).isEqualTo(MATCHED);
        Passwords later = builder(OTHER).insecureCostForTests(4).build();
        assertThat(later.check("correct horse battery staple", upgrade)).isEqualTo(MATCHED);
        assertThat(later.check("correct horse battery staple", stored)).isEqualTo(MISMATCHED);
    }

    @Test
    void pepperThatRotates_makesNewHashesAndVerifiesOldOnes() {
        Rotating<Secret> pepper = Rotating.of(PEPPER);
        Passwords live = Passwords.builder(pepper).insecureCostForTests(4).build();
        String before = hash(live, "correct horse");
        assertThat(live.check("correct horse", before)).isEqualTo(MATCHED);

        pepper.rotateTo(OTHER);

        String after = hash(live, "correct horse");
        Passwords fresh = builder(OTHER).insecureCostForTests(4).build();
        assertThat(fresh.check("correct horse", after)).isEqualTo(MATCHED);
        assertThat(live.check("wrong horse", before)).isEqualTo(MISMATCHED);
        assertThat(live.check("correct horse", null)).isEqualTo(MISMATCHED);
        PasswordCheck.Matched old = (PasswordCheck.Matched) live.check("correct horse", before);
        assertThat(fresh.check("correct horse", old.upgrade())).isEqualTo(MATCHED);
    }

    @Test
    void pepperThatRotatesBack_isTheCurrentOneAgain() {
        Rotating<Secret> pepper = Rotating.of(PEPPER);
        Passwords live = Passwords.builder(pepper).insecureCostForTests(4).build();
        String first = hash(live, "correct horse");

        pepper.rotateTo(OTHER);
        pepper.rotateTo(PEPPER);

        assertThat(live.check("correct horse", first)).isEqualTo(MATCHED);
        assertThat(live.toString()).endsWith("2 peppers]");
    }

    @Test
    void pepperOfZeros_isAFault() {
        assertThatThrownBy(() -> Passwords.of(Secret.of(new byte[32])))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pepper: weak");
    }

    @Test
    void shortOrWeakPepperWhileRunning_isRefusedAndTheLastStays() {
        Rotating<Secret> pepper = Rotating.of(PEPPER);
        Passwords live = Passwords.builder(pepper)
                .events((reason, head, cause) -> events.add(reason))
                .insecureCostForTests(4)
                .build();

        pepper.rotateTo(Secret.ofUtf8("short"));
        pepper.rotateTo(Secret.of(new byte[32]));

        assertThat(events).containsExactly(AuthEvent.PEPPER_REFUSED, AuthEvent.PEPPER_REFUSED);
        assertThat(passwords.check("correct horse", hash(live, "correct horse")))
                .isEqualTo(MATCHED);
    }

    @Test
    void lowerCost_isUpgradedAndHigherIsKept() {
        Passwords higher = builder(PEPPER).insecureCostForTests(5).build();
        String low = hash(passwords, "correct horse");

        PasswordCheck.Matched matched = (PasswordCheck.Matched) higher.check("correct horse", low);

        assertThat(matched.upgrade()).contains("$2b$05$");
        assertThat(passwords.check("correct horse", matched.upgrade())).isEqualTo(MATCHED);
    }

    @Test
    void hashWithoutThePepper_isNotTheBcryptOfThePassword() {
        String bcrypt = hash(passwords, "correct horse").substring("swb1:AAAAAAAAAAAA:".length());

        assertThat(BCrypt.verifyer(BCrypt.Version.VERSION_2B)
                        .verify("correct horse".toCharArray(), bcrypt.toCharArray())
                        .verified)
                .isFalse();
    }

    @Test
    void defaultCost_isTwelve() {
        assertThat(hash(Passwords.of(PEPPER), "correct horse")).contains("$2b$12$");
        assertThat(Passwords.of(PEPPER).evidence()).noneMatch(Evidence::isWeakened);
        assertThat(passwords.evidence()).allMatch(Evidence::isWeakened);
    }

    @Test
    void allPlacesTaken_isSaturated() throws Exception {
        HashingGate gate = new HashingGate(1, 0, Duration.ofSeconds(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        var first = pool.submit(() -> gate.run(() -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "done";
        }));
        inside.await();

        assertThat(gate.<String>run(() -> "second")).isNull();
        leave.countDown();

        assertThat(first.get()).isEqualTo("done");
        assertThat(gate.<String>run(() -> "third")).isEqualTo("third");
        pool.shutdownNow();
    }

    @Test
    void waitThatIsTooLong_isSaturated() {
        HashingGate gate = new HashingGate(1, 1, Duration.ofMillis(1));

        String inner = gate.run(() -> gate.<String>run(() -> "never") == null ? "refused" : "admitted");

        assertThat(inner).isEqualTo("refused");
    }

    @Test
    void saturatedPasswords_sayWhenToComeBack() throws Exception {
        Passwords one = Passwords.builder(PEPPER)
                .insecureCostForTests(11)
                .concurrent(1)
                .maxWaiting(0)
                .maxWait(Duration.ofSeconds(3))
                .events((reason, head, cause) -> {
                    synchronized (events) {
                        events.add(reason);
                    }
                })
                .build();
        var pool = Executors.newFixedThreadPool(8);
        List<java.util.concurrent.Callable<PasswordCheck>> checks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            checks.add(() -> one.check("x", null));
        }
        List<PasswordCheck> answers = new ArrayList<>();
        for (var answer : pool.invokeAll(checks)) {
            answers.add(answer.get());
        }
        pool.shutdownNow();

        assertThat(answers).contains(MISMATCHED).contains(new PasswordCheck.Saturated(Duration.ofSeconds(3)));
        assertThat(events).contains(AuthEvent.PASSWORD_HASHING_SATURATED);
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> Passwords.builder(Secret.ofUtf8("short"))
                        .previousPepper(Secret.ofUtf8("short"))
                        .cost(11)
                        .concurrent(0)
                        .maxWait(Duration.ZERO)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting("path")
                                .containsExactly(
                                        "pepper",
                                        "previousPepper[0]",
                                        "previousPepper[0]",
                                        "cost",
                                        "concurrent",
                                        "maxWait"));
    }

    @Test
    void strings_holdNoHash() {
        PasswordHashing hashed = passwords.hash("correct horse");

        assertThat(hashed.toString()).doesNotContain("$2b$");
        assertThat(new PasswordCheck.Matched("swb1:$2b$").toString()).doesNotContain("$2b$");
        assertThat(passwords.toString()).doesNotContain("pepper that");
    }
}
