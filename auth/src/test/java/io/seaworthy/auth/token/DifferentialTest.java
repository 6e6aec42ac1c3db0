package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.jsonwebtoken.Claims;
import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.Secret;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Our verifier and issuer beside jjwt and Nimbus: whatever ours accepts they accept, too, and read the same from it. */
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

    private static final Peers PEERS = new Peers(Forge.KEY, NOW);

    /** Ours may be stricter than both peers, but not about these. */
    private static final Set<TokenRefusal> NEVER_ALONE =
            EnumSet.of(TokenRefusal.SIGNATURE, TokenRefusal.ISSUER, TokenRefusal.TOO_LONG, TokenRefusal.REVOKED);

    private final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(SigningKeys.of(Secret.of(Forge.KEY)))
            .clock(CLOCK)
            .build();
    private final Map<TokenRefusal, Integer> stricter = new EnumMap<>(TokenRefusal.class);

    private static String forged(Random random) {
        Forge forge = Forge.good(NOW);
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            EDITS.get(random.nextInt(EDITS.size())).accept(forge, VALUES.get(random.nextInt(VALUES.size())));
        }
        return forge.sign();
    }

    /** Whether ours took the token; then both peers must have read the same. */
    private boolean compare(String token, String where) {
        Verification verification = access.verify(token);
        Claims jjwt = PEERS.jjwt(token);
        JWTClaimsSet nimbus = PEERS.nimbus(token);
        if (verification instanceof Verification.Refused refused) {
            if (jjwt != null && nimbus != null) {
                assertThat(NEVER_ALONE).as(where).doesNotContain(refused.reason());
                stricter.merge(refused.reason(), 1, Integer::sum);
            }
            return false;
        }
        VerifiedToken ours = (VerifiedToken) verification;
        assertThat((Object) jjwt).as(where).isNotNull();
        assertThat(jjwt.getSubject()).as(where).isEqualTo(ours.subject());
        assertThat(jjwt.getId()).as(where).isEqualTo(ours.tokenId());
        assertThat(jjwt.getExpiration().toInstant()).as(where).isEqualTo(ours.expiresAt());
        assertThat(jjwt.getIssuedAt().toInstant()).as(where).isEqualTo(ours.issuedAt());
        assertThat((Object) nimbus).as(where).isNotNull();
        assertThat(nimbus.getSubject()).as(where).isEqualTo(ours.subject());
        assertThat(nimbus.getJWTID()).as(where).isEqualTo(ours.tokenId());
        assertThat(nimbus.getExpirationTime().toInstant()).as(where).isEqualTo(ours.expiresAt());
        assertThat(nimbus.getIssueTime().toInstant()).as(where).isEqualTo(ours.issuedAt());
        return true;
    }

    @Test
    void generatedTokens_areAcceptedByThePeersWhereWeAcceptThem() {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 2_000_000 : 20_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        Random random = new Random(seed);
        int accepted = 0;

        for (int i = 0; i < rounds; i++) {
            accepted += compare(forged(random), "round " + i + ", seed " + seed) ? 1 : 0;
        }
        System.out.println("tokens compared with jjwt and Nimbus: " + rounds + ", accepted " + accepted
                + ", where both are laxer " + stricter + ", seed " + seed);
        assertThat(accepted).isBetween(rounds / 10, rounds - rounds / 10);
    }

    /** Edits of the text itself: what no issuer signed. */
    @Test
    void mutatedTokens_areAcceptedByThePeersWhereWeAcceptThem() {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 10_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        Random random = new Random(seed);
        int unchanged = 0;
        int accepted = 0;
        for (int i = 0; i < rounds; i++) {
            String token = Forge.good(NOW).sign();
            String mutant = Mutants.of(token, random);
            unchanged += mutant.equals(token) ? 1 : 0;
            accepted += compare(mutant, "round " + i + ", seed " + seed) ? 1 : 0;
        }
        System.out.println("mutants compared with jjwt and Nimbus: " + rounds + ", where both are laxer " + stricter
                + ", seed " + seed);
        assertThat(accepted).as("only what is the token itself").isEqualTo(unchanged);
    }

    /** What we issue: both peers read the same from it. */
    @Test
    void issuedTokens_areReadByThePeersAsTheyWereMeant() {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 10_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            String subject = text(random);
            String extra = text(random);
            String session = random.nextBoolean() ? null : "session-" + i;
            IssuedToken issued = access.issue(
                    subject,
                    session,
                    TokenClaims.ofRoles(List.of("user", "a" + i % 7)).with("x", extra));
            String where = "round " + i + ", seed " + seed;
            Claims jjwt = PEERS.jjwt(issued.value());
            JWTClaimsSet nimbus = PEERS.nimbus(issued.value());

            assertThat((Object) jjwt).as(where).isNotNull();
            assertThat(jjwt.getSubject()).as(where).isEqualTo(subject);
            assertThat(jjwt.getId()).as(where).isEqualTo(issued.tokenId());
            assertThat(jjwt.get("sid")).as(where).isEqualTo(session);
            assertThat(jjwt.get("x")).as(where).isEqualTo(extra);
            assertThat((Object) nimbus).as(where).isNotNull();
            assertThat(nimbus.getSubject()).as(where).isEqualTo(subject);
            assertThat(nimbus.getJWTID()).as(where).isEqualTo(issued.tokenId());
            assertThat(nimbus.getClaim("sid")).as(where).isEqualTo(session);
            assertThat(nimbus.getClaim("x")).as(where).isEqualTo(extra);
        }
        System.out.println("issued tokens read by jjwt and Nimbus: " + rounds + ", seed " + seed);
    }

    /** Any text of the basic plane but lone surrogates, control and quote characters included. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder("s");
        for (int length = random.nextInt(12); length > 0; length--) {
            int c = random.nextInt(random.nextBoolean() ? 0x80 : 0xd800);
            text.append((char) c);
        }
        return text.toString();
    }
}
