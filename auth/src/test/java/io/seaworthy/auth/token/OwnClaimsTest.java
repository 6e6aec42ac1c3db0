package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of our own form beside the one that judges: they never differ, and the first takes all that we issue. */
class OwnClaimsTest {

    private static final String ISSUER = "https://api.example.com/\u00e9\"";
    private static final TestClock CLOCK = TestClock.at("2026-11-21T10:00:00Z");
    private static final long NOW = CLOCK.instant().getEpochSecond();
    private static final byte[] ALPHABET =
            "{}[]\",:\\ 0123456789eE-+.asubroles\u00e9\u0000\u007f\u0080".getBytes(StandardCharsets.UTF_8);

    private final AccessTokens access = AccessTokens.issuer(ISSUER)
            .audience("api")
            .keys(SigningKeys.of(Secret.of(Forge.KEY)))
            .clock(CLOCK)
            .build();
    private final OwnClaims own = new OwnClaims(ISSUER, "api");
    private final ClaimsReader reader = new ClaimsReader(ISSUER, "api", 60, Set.of());

    private byte[] payload(String subject, @Nullable String session, TokenClaims claims) {
        String[] parts = access.issue(subject, session, claims).value().split("\\.");
        return Objects.requireNonNull(Codec.fromBase64Url(parts[1]));
    }

    private byte[] withRoles(int roles) {
        Set<String> names = IntStream.range(0, roles).mapToObj(i -> "r" + i).collect(Collectors.toSet());
        return payload("user-1", roles % 2 == 0 ? null : "session-1", TokenClaims.ofRoles(names));
    }

    /** What a caller can learn of a verification. */
    private static List<?> seen(Verification verification) {
        if (verification instanceof VerifiedToken token) {
            return List.of(
                    token.issuer(),
                    token.subject(),
                    token.tokenId(),
                    token.clientId(),
                    String.valueOf(token.sessionId()),
                    token.issuedAt(),
                    token.expiresAt(),
                    token.notBeforeSecond(),
                    token.roles(),
                    String.valueOf(token.claim("aud")),
                    String.valueOf(token.claim("x")));
        }
        return List.of(verification);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 64})
    void issuedTokens_areOfTheOwnForm(int roles) {
        byte[] payload = withRoles(roles);

        VerifiedToken token = Objects.requireNonNull(own.read(payload));

        assertThat(token.roles()).hasSize(roles);
        assertThat(seen(token)).isEqualTo(seen(reader.readAny(payload, NOW)));
        assertThat(token.claim("iss")).isEqualTo(ISSUER);
        assertThat(token.claim("none")).isNull();
    }

    @Test
    void whatIsNotOfTheOwnForm_isLeftToTheJudge() {
        String good = new String(withRoles(1), StandardCharsets.UTF_8);
        assertThat(own.read(good.getBytes(StandardCharsets.UTF_8))).isNotNull();
        for (String other : List.of(
                good + " ",
                good.replace("user-1", ""),
                good.replace("user-1", "us\\u0065r-1"),
                good.replace("user-1", "us\u00e9r"),
                good.replace("user-1", "us\u0001r"),
                good.replace("\"sub\"", "\"Sub\""),
                good.replace(",\"sid\"", ", \"sid\""),
                good.replace("\"roles\":[\"r0\"]", "\"roles\":[]"),
                good.replace("\"roles\":[\"r0\"]", "\"roles\":[\"\"]"),
                good.replace("\"roles\":[\"r0\"]", "\"roles\":[\"r0\",1]"),
                good.replace("\"exp\":1", "\"exp\":01"),
                good.replace("\"exp\":1", "\"exp\":-1"),
                good.replace("\"exp\":1", "\"exp\":9999999999991"),
                good.replaceAll("\"exp\":\\d+", "\"exp\":253402300800"),
                good.replaceAll("\"iat\":\\d+", "\"iat\":1.0"),
                good.substring(0, good.length() - 1),
                good.replace("}", ",\"x\":1}"))) {
            byte[] payload = other.getBytes(StandardCharsets.UTF_8);

            assertThat(own.read(payload)).as(other).isNull();
            assertThat(seen(reader.read(payload, NOW))).as(other).isEqualTo(seen(reader.readAny(payload, NOW)));
        }
        assertThat(own.read(withRoles(65))).isNull();
    }

    @Test
    void requiredClaims_areLeftToTheJudge() {
        ClaimsReader strict = new ClaimsReader(ISSUER, "api", 60, Set.of("tenant"));

        assertThat(strict.read(withRoles(1), NOW)).isEqualTo(new Verification.Refused(TokenRefusal.MISSING_CLAIM));
    }

    /** Signed payloads that some other issuer with the key might write: a few bytes away from ours. */
    @Test
    void editedPayloads_areReadAlikeByBoth() {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 5_000_000 : 50_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        Random random = new Random(seed);
        int taken = 0;
        int refused = 0;
        List<byte[]> good = List.of(withRoles(0), withRoles(1), withRoles(2), withRoles(3));
        long[] times = {NOW, NOW - 61, NOW - 60, NOW + 599, NOW + 600, 0};
        for (int i = 0; i < rounds; i++) {
            byte[] payload = edited(good.get(random.nextInt(good.size())), random);
            long now = times[random.nextInt(times.length)];
            Verification judged = reader.readAny(payload, now);

            assertThat(seen(reader.read(payload, now)))
                    .as("round %d, seed %d: %s", i, seed, new String(payload, StandardCharsets.ISO_8859_1))
                    .isEqualTo(seen(judged));
            taken += own.read(payload) == null ? 0 : 1;
            refused += judged instanceof VerifiedToken ? 0 : 1;
        }
        System.out.println("edited payloads read by both readers: " + rounds + ", of the own form " + taken
                + ", refused " + refused + ", seed " + seed);
        assertThat(taken).isBetween(rounds / 20, rounds - rounds / 20);
        assertThat(refused).isBetween(rounds / 20, rounds - rounds / 20);
    }

    private static byte[] edited(byte[] payload, Random random) {
        byte[] bytes = payload.clone();
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(bytes.length);
            byte one = ALPHABET[random.nextInt(ALPHABET.length)];
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = one;
                case 1 -> bytes = spliced(bytes, at, at, new byte[] {one});
                case 2 -> bytes = spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(12)), new byte[0]);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int to = from + random.nextInt(Math.min(30, bytes.length - from) + 1);
                    bytes = spliced(bytes, at, at, java.util.Arrays.copyOfRange(bytes, from, to));
                }
            }
            if (bytes.length == 0) {
                return payload;
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = new byte[bytes.length - (to - from) + between.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }
}
