package io.seaworthy.auth.token;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens of other issuers (RFC 9068) with the keys that they publish. Each issuer has its own keys: a
 * token that says it is one issuer's is never verified with another's, and one of an unknown issuer causes no fetch.
 *
 * <p>The rules are those of {@link AccessTokens#verify}; in the header, {@code x5t} and {@code x5t#S256} are ignored. With
 * several issuers the unverified {@code iss} chooses among them, within the caps, and is believed only after the
 * signature. A {@code sub} is unique within its issuer only: keep both. What it does not do: it knows no revocations of
 * other issuers. It waits for a fetch where keys are unknown, {@link RemoteKeysBuilder#longestWait} at most. Thread-safe.
 */
public final class ForeignTokens implements EvidenceSource {

    private record Issuer(ClaimsReader reader, RemoteKeys keys) {}

    private final Map<String, Issuer> issuers = new LinkedHashMap<>();
    private final String audience;
    private final InstantSource clock;

    private ForeignTokens(Builder builder) {
        audience = builder.audience;
        clock = builder.clock == null ? InstantSource.system() : builder.clock;
        long skew = (builder.clockSkew == null ? AccessTokensBuilder.CLOCK_SKEW : builder.clockSkew).toSeconds();
        builder.issuers.forEach((name, keys) ->
                issuers.put(name, new Issuer(new ClaimsReader(name, audience, skew, Set.of()), keys)));
    }

    /**
     * Starts a builder.
     *
     * @param audience the {@code aud} that tokens must be for: this service
     */
    public static Builder audience(String audience) {
        return new Builder(audience);
    }

    /** Verifies a presented token; null counts as a bad one. */
    public Verification verify(@Nullable String token) {
        String name = issuers.size() == 1 ? issuers.keySet().iterator().next() : ClaimsReader.unverifiedIssuer(token);
        Issuer issuer = name == null ? null : issuers.get(name);
        if (issuer == null) {
            // The gate says what is wrong with the form; where nothing is, it is the issuer.
            Object opened = TokenGate.FOREIGN.open(token, KeyRing.EMPTY);
            return new Verification.Refused(
                    opened == TokenRefusal.UNKNOWN_KEY ? TokenRefusal.ISSUER : (TokenRefusal) opened);
        }
        Object opened = TokenGate.FOREIGN.open(token, issuer.keys.source());
        return opened instanceof TokenGate.Opened payload
                ? issuer.reader.read(payload.payload(), clock.instant().getEpochSecond())
                : new Verification.Refused((TokenRefusal) opened);
    }

    @Override
    public List<Evidence> evidence() {
        List<String> weak = issuers.values().stream()
                .flatMap(issuer -> issuer.keys.evidence().stream())
                .flatMap(evidence -> evidence.weaknesses().stream())
                .toList();
        return List.of(new Evidence(
                "AUTH-JWT",
                "ForeignTokens",
                "at+jwt of " + issuers.keySet() + " for " + audience + ", each with its issuer's keys only",
                weak));
    }

    @Override
    public String toString() {
        return "ForeignTokens" + issuers.keySet();
    }

    /** Collects options, each at most once; not thread-safe. */
    public static final class Builder {

        private final String audience;
        private final Map<String, RemoteKeys> issuers = new LinkedHashMap<>();
        private @Nullable Duration clockSkew;
        private @Nullable InstantSource clock;

        private Builder(String audience) {
            this.audience = Objects.requireNonNull(audience, "audience");
        }

        /** An issuer, by its exact {@code iss}, and its keys; at least one. */
        public Builder issuer(String issuer, RemoteKeys keys) {
            if (issuers.put(Objects.requireNonNull(issuer, "issuer"), Objects.requireNonNull(keys, "keys")) != null) {
                throw new IllegalStateException("issuer " + issuer + " is set twice");
            }
            return this;
        }

        /** How far {@code iat} and {@code nbf} may lie ahead; 60 s by default. Permitted: 0 to 10 minutes. */
        public Builder clockSkew(Duration clockSkew) {
            if (this.clockSkew != null) {
                throw new IllegalStateException("clockSkew is set twice");
            }
            this.clockSkew = clockSkew;
            return this;
        }

        /** The wall clock; the system's by default. */
        public Builder clock(InstantSource clock) {
            if (this.clock != null) {
                throw new IllegalStateException("clock is set twice");
            }
            this.clock = clock;
            return this;
        }

        /** The verifier; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
        public ForeignTokens build() {
            Faults faults = Faults.in("ForeignTokens");
            faults.check(!audience.isBlank(), "audience", audience, "empty", "the name of this service");
            faults.check(!issuers.isEmpty(), "issuer", null, "missing", "an issuer and its keys");
            faults.check(issuers.keySet().stream().noneMatch(String::isBlank), "issuer", "", "empty", "an exact iss");
            faults.check(
                    clockSkew == null || (!clockSkew.isNegative() && clockSkew.compareTo(Duration.ofMinutes(10)) <= 0),
                    "clockSkew",
                    String.valueOf(clockSkew),
                    "out_of_range",
                    "0 to 10 minutes");
            faults.throwIfAny();
            return new ForeignTokens(this);
        }
    }
}
