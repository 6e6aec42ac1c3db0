package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the claims of RFC 9068 section 2.2 from a payload whose signature was verified. Immutable, thread-safe. */
final class ClaimsReader {

    /** 9999-12-31T23:59:59Z. */
    static final long LAST_SECOND = 253_402_300_799L;

    static final JsonLimits LIMITS = JsonLimits.strict()
            .bytes(TokenGate.MAX_LENGTH)
            .string(TokenGate.MAX_LENGTH)
            .depth(8)
            .digits(20)
            .members(500);

    private static final List<String> PRESENT = List.of("iss", "aud", "sub", "jti", "client_id");
    private static final Set<String> ALWAYS = Set.of("iss", "aud", "sub", "jti", "client_id", "exp", "iat");
    private static final List<String> TEXTS = List.of("sub", "jti", "client_id");

    private final String issuer;
    private final String audience;
    private final long skewSeconds;
    private final Set<String> required;
    private final @Nullable OwnClaims own;

    ClaimsReader(String issuer, String audience, long skewSeconds, Set<String> required) {
        this.issuer = issuer;
        this.audience = audience;
        this.skewSeconds = skewSeconds;
        this.required = required;
        this.own = ALWAYS.containsAll(required) ? new OwnClaims(issuer, audience) : null;
    }

    Verification read(byte[] payload, long now) {
        VerifiedToken ours = own == null ? null : own.read(payload);
        if (ours == null) {
            return readAny(payload, now);
        }
        TokenRefusal refusal = recheck(ours, now);
        return refusal == null ? ours : refused(refusal);
    }

    /** A payload of whatever form. */
    Verification readAny(byte[] payload, long now) {
        Map<String, @Nullable Object> claims;
        try {
            claims = Json.readObject(payload, LIMITS);
        } catch (JsonException e) {
            return refused(TokenRefusal.MALFORMED_CLAIMS);
        }
        TokenRefusal fault = checkDates(claims, now);
        if (fault == null) {
            fault = checkParties(claims);
        }
        return fault == null ? token(claims, payload) : refused(fault);
    }

    /** What a token says about its issuer before anybody has verified it, to choose keys by; null where it says nothing. */
    static @Nullable String unverifiedIssuer(@Nullable String token) {
        if (token == null || token.length() > TokenGate.MAX_LENGTH) {
            return null;
        }
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        byte[] payload = first < 0 || second < 0 ? null : Codec.fromBase64Url(token.substring(first + 1, second));
        if (payload == null) {
            return null;
        }
        try {
            return Json.readObject(payload, LIMITS).get("iss") instanceof String issuer ? issuer : null;
        } catch (JsonException e) {
            return null;
        }
    }

    /** Whether a token that was read before is still, or already, in its time. */
    @Nullable
    TokenRefusal recheck(VerifiedToken token, long now) {
        if (now >= token.expiresAtSecond()) {
            return TokenRefusal.EXPIRED;
        }
        boolean ahead = token.issuedAtSecond() > now + skewSeconds || token.notBeforeSecond() > now + skewSeconds;
        return ahead ? TokenRefusal.NOT_YET_VALID : null;
    }

    private @Nullable TokenRefusal checkDates(Map<String, @Nullable Object> claims, long now) {
        if (!claims.containsKey("exp") || !claims.containsKey("iat")) {
            return TokenRefusal.MISSING_CLAIM;
        }
        if (!isDate(claims.get("exp"))
                || !isDate(claims.get("iat"))
                || (claims.containsKey("nbf") && !isDate(claims.get("nbf")))) {
            return TokenRefusal.DATE;
        }
        if (now >= date(claims, "exp")) {
            return TokenRefusal.EXPIRED;
        }
        boolean ahead = date(claims, "iat") > now + skewSeconds
                || (claims.containsKey("nbf") && date(claims, "nbf") > now + skewSeconds);
        return ahead ? TokenRefusal.NOT_YET_VALID : null;
    }

    private @Nullable TokenRefusal checkParties(Map<String, @Nullable Object> claims) {
        for (String name : PRESENT) {
            if (!claims.containsKey(name)) {
                return TokenRefusal.MISSING_CLAIM;
            }
        }
        for (String name : required) {
            if (claims.get(name) == null) {
                return TokenRefusal.MISSING_CLAIM;
            }
        }
        if (!issuer.equals(claims.get("iss"))) {
            return TokenRefusal.ISSUER;
        }
        if (!isFor(claims.get("aud"))) {
            return TokenRefusal.AUDIENCE;
        }
        for (String name : TEXTS) {
            if (!isText(claims.get(name))) {
                return TokenRefusal.MALFORMED_CLAIMS;
            }
        }
        boolean odd = (claims.containsKey("sid") && !isText(claims.get("sid")))
                || (claims.containsKey("roles") && !isTexts(claims.get("roles")));
        return odd ? TokenRefusal.MALFORMED_CLAIMS : null;
    }

    private VerifiedToken token(Map<String, @Nullable Object> claims, byte[] payload) {
        List<?> roles = claims.get("roles") instanceof List<?> list ? list : List.of();
        return new VerifiedToken(
                        issuer,
                        text(claims, "sub"),
                        text(claims, "jti"),
                        text(claims, "client_id"),
                        (String) claims.get("sid"),
                        date(claims, "iat"),
                        date(claims, "exp"),
                        Math.max(0, date(claims, "nbf")),
                        distinct(roles),
                        payload)
                .with(claims);
    }

    private static Set<String> distinct(List<?> roles) {
        return switch (roles.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of((String) roles.get(0));
            default -> Set.of(new HashSet<>(roles).toArray(String[]::new));
        };
    }

    private static String text(Map<String, @Nullable Object> claims, String name) {
        return claims.get(name) instanceof String text ? text : "";
    }

    private static long date(Map<String, @Nullable Object> claims, String name) {
        return claims.get(name) instanceof Long date ? date : -1;
    }

    private static boolean isDate(@Nullable Object value) {
        return value instanceof Long date && date >= 0 && date <= LAST_SECOND;
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty();
    }

    private static boolean isTexts(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }

    /** RFC 7519 section 4.1.3: one string, or an array of strings. */
    private boolean isFor(@Nullable Object aud) {
        return audience.equals(aud) || (aud instanceof List<?> list && isTexts(aud) && list.contains(audience));
    }

    private static Verification.Refused refused(TokenRefusal reason) {
        return new Verification.Refused(reason);
    }
}
