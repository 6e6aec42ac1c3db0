package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Durations;
import io.seaworthy.auth.internal.WeakSecrets;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the options of {@link AccessTokens}; each at most once. Not thread-safe. */
public final class AccessTokensBuilder {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration MOST_SKEW = Duration.ofMinutes(10);

    private final String issuer;

    @Nullable
    String audience;

    @Nullable
    String clientId;

    @Nullable
    Rotating<SigningKeys> keys;

    @Nullable
    Duration lifetime;

    @Nullable
    Duration clockSkew;

    @Nullable
    InstantSource clock;

    @Nullable
    Revocations revocations;

    @Nullable
    Integer cached;

    Set<String> requiredClaims = Set.of();

    @Nullable
    List<Secret> decryptionKeys;

    boolean compressed;

    AccessTokensBuilder(String issuer) {
        this.issuer = issuer;
    }

    String issuer() {
        return issuer;
    }

    /** The {@code aud} of all tokens: who they are for. Required. */
    public AccessTokensBuilder audience(String audience) {
        requireUnset(this.audience, "audience");
        this.audience = audience;
        return this;
    }

    /** The {@code client_id} of issued tokens; the audience by default. Verified tokens must have some client id. */
    public AccessTokensBuilder clientId(String clientId) {
        requireUnset(this.clientId, "clientId");
        this.clientId = clientId;
        return this;
    }

    /** The keys. Required. */
    public AccessTokensBuilder keys(SigningKeys keys) {
        return keys(Rotating.of(keys));
    }

    /** Keys that change while the application runs. */
    public AccessTokensBuilder keys(Rotating<SigningKeys> keys) {
        requireUnset(this.keys, "keys");
        this.keys = keys;
        return this;
    }

    /** How long tokens live; 10 minutes by default. Permitted: 1 s to 24 h; above 1 h is weakened evidence. */
    public AccessTokensBuilder lifetime(Duration lifetime) {
        requireUnset(this.lifetime, "lifetime");
        this.lifetime = lifetime;
        return this;
    }

    /**
     * How far {@code iat} and {@code nbf} may lie ahead; 60 s by default. Permitted: 0 to 10 minutes. Expiry has no
     * tolerance: these are the service's own tokens.
     */
    public AccessTokensBuilder clockSkew(Duration clockSkew) {
        requireUnset(this.clockSkew, "clockSkew");
        this.clockSkew = clockSkew;
        return this;
    }

    /** Claims that a token must have beyond those of RFC 9068, {@code sid} for example; none by default. */
    public AccessTokensBuilder requiredClaims(String... names) {
        requireUnset(requiredClaims.isEmpty() ? null : requiredClaims, "requiredClaims");
        this.requiredClaims = Set.of(names);
        return this;
    }

    /** The wall clock; the system's by default. */
    public AccessTokensBuilder clock(InstantSource clock) {
        requireUnset(this.clock, "clock");
        this.clock = clock;
        return this;
    }

    /** What was revoked; {@link Revocations#local} by default, which knows this node only. */
    public AccessTokensBuilder revocations(Revocations revocations) {
        requireUnset(this.revocations, "revocations");
        this.revocations = revocations;
        return this;
    }

    /**
     * How many verified tokens are remembered; none by default. Permitted: 1 to 1 000 000. Dates, keys and revocations
     * are looked at anew at each use.
     */
    public AccessTokensBuilder rememberVerified(int tokens) {
        requireUnset(this.cached, "rememberVerified");
        this.cached = tokens;
        return this;
    }

    /**
     * Also verifies tokens that somebody encrypted for this service: a signed token inside {@code dir} with {@code
     * A256GCM} ({@code cty} {@code JWT}, RFC 7519 section 5.2). Refused by default. Permitted: one to four secrets of 32
     * bytes, of which any may open it and none signs: a key has one purpose. The signature inside is required as ever.
     */
    public AccessTokensBuilder acceptEncrypted(Secret... keys) {
        requireUnset(decryptionKeys, "acceptEncrypted");
        decryptionKeys = List.of(keys);
        return this;
    }

    /**
     * Also inflates encrypted tokens ({@code zip} {@code DEF}), to 8 KiB at most. Refused by default: the length of what
     * was compressed before it was encrypted tells something of it (RFC 8725 section 3.6). Weakened evidence.
     */
    public AccessTokensBuilder dangerouslyAcceptCompressed() {
        requireUnset(compressed ? true : null, "dangerouslyAcceptCompressed");
        compressed = true;
        return this;
    }

    private static void requireUnset(@Nullable Object value, String option) {
        if (value != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }

    /** The tokens; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
    public AccessTokens build() {
        Faults faults = Faults.in("AccessTokens");
        text(faults, "issuer", issuer);
        text(faults, "audience", audience);
        faults.check(clientId == null || !clientId.isBlank(), "clientId", clientId, "empty", "a client id");
        faults.check(keys != null, "keys", null, "missing", "SigningKeys.of(secret)");
        Durations.range(faults, "lifetime", lifetime, Duration.ofSeconds(1), LONGEST);
        Durations.range(faults, "clockSkew", clockSkew, Duration.ZERO, MOST_SKEW);
        faults.check(
                cached == null || (cached >= 1 && cached <= 1_000_000),
                "rememberVerified",
                String.valueOf(cached),
                "out_of_range",
                "1 to 1000000");
        decryption(faults);
        faults.check(
                !compressed || decryptionKeys != null,
                "dangerouslyAcceptCompressed",
                null,
                "missing",
                "acceptEncrypted: nothing else is ever compressed");
        faults.throwIfAny();
        return new AccessTokens(this);
    }

    private void decryption(Faults faults) {
        if (decryptionKeys == null) {
            return;
        }
        boolean fits = !decryptionKeys.isEmpty()
                && decryptionKeys.size() <= 4
                && decryptionKeys.stream().allMatch(key -> key.length() == 32);
        faults.check(fits, "acceptEncrypted", null, "out_of_range", "one to four secrets of 32 bytes");
        if (fits) {
            faults.check(
                    decryptionKeys.stream().noneMatch(WeakSecrets::isWeak),
                    "acceptEncrypted",
                    null,
                    "weak",
                    WeakSecrets.EXPECTED);
            faults.check(
                    decryptionKeys.stream().noneMatch(this::signs),
                    "acceptEncrypted",
                    null,
                    "same_as_signing",
                    "secrets that sign nothing");
        }
    }

    private boolean signs(Secret secret) {
        return keys != null && keys.current().ring().signsWith(secret);
    }

    private static void text(Faults faults, String path, @Nullable String value) {
        faults.check(
                value != null && !value.isBlank() && value.length() <= 255,
                path,
                value,
                value == null ? "missing" : "out_of_range",
                "1 to 255 characters");
    }
}
