package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.Secret;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Our verifier beside jjwt's: whatever ours accepts jjwt accepts, too, and reads the same from it. */
class DifferentialTest {

    private static final TestClock CLOCK = TestClock.at("2026-11-21T10:00:00Z");
    private static final long NOW = CLOCK.instant().getEpochSecond();
    private static final List<Object> VALUES = List.of(
            "",
            "api",
            "user-1",
            "https://api.example.com",
            NOW,
            NOW - 1,
            NOW + 60,
            NOW + 61,
            NOW + 600,
            0L,
            -1L,
            ClaimsReader.LAST_SECOND,
            ClaimsReader.LAST_SECOND + 1,
            true,
            1.5,
            List.of(),
            List.of("api"),
            List.of("api", "x"),
            "1795341600");
    private static final List<BiConsumer<Forge, Object>> EDITS = edits();

    private static List<BiConsumer<Forge, Object>> edits() {
        List<BiConsumer<Forge, Object>> edits = new ArrayList<>();
        for (String name : List.of("iss", "aud", "sub", "client_id", "jti", "iat", "exp", "nbf", "sid", "roles", "x")) {
            edits.add((forge, value) -> forge.claim(name, value));
            edits.add((forge, value) -> forge.withoutClaim(name));
        }
        for (String name : List.of("alg", "typ", "kid", "cty", "zip", "crit")) {
            edits.add((forge, value) -> forge.header(name, value));
            edits.add((forge, value) -> forge.withoutHeader(name));
        }
        return edits;
    }

    @Test
    void generatedTokens_areAcceptedByJjwtWhereWeAcceptThem() {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 2_000_000 : 20_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        Random random = new Random(seed);
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.of(Forge.KEY)))
                .clock(CLOCK)
                .build();
        JwtParser jjwt = Jwts.parser()
                .json(JjwtJson.reader())
                .verifyWith(Keys.hmacShaKeyFor(Forge.KEY))
                .requireIssuer("https://api.example.com")
                .requireAudience("api")
                .clock(() -> Date.from(CLOCK.instant()))
                .clockSkewSeconds(60)
                .build();
        int accepted = 0;

        for (int i = 0; i < rounds; i++) {
            Forge forge = Forge.good(NOW);
            for (int edits = random.nextInt(3); edits > 0; edits--) {
                EDITS.get(random.nextInt(EDITS.size())).accept(forge, VALUES.get(random.nextInt(VALUES.size())));
            }
            String token = forge.sign();
            if (access.verify(token) instanceof VerifiedToken ours) {
                accepted++;
                Claims theirs = parsed(jjwt, token);
                assertThat((Object) theirs)
                        .as("round %d, seed %d: %s", i, seed, forge.payload())
                        .isNotNull();
                assertThat(theirs.getSubject()).isEqualTo(ours.subject());
                assertThat(theirs.getId()).isEqualTo(ours.tokenId());
                assertThat(theirs.getExpiration().toInstant()).isEqualTo(ours.expiresAt());
                assertThat(theirs.getIssuedAt().toInstant()).isEqualTo(ours.issuedAt());
            }
        }
        System.out.println("tokens compared with jjwt: " + rounds + ", accepted " + accepted + ", seed " + seed);
        assertThat(accepted).isBetween(rounds / 10, rounds - rounds / 10);
    }

    private static Claims parsed(JwtParser jjwt, String token) {
        try {
            return jjwt.parseSignedClaims(token).getPayload();
        } catch (JwtException | IllegalArgumentException e) {
            return null;
        }
    }
}
