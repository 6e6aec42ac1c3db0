package io.seaworthy.auth.password;

import io.seaworthy.auth.internal.OpaqueToken;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Single-use tokens for setting a new password: 256 random bits, kept as a digest, short-lived; redeeming one spends all
 * of its subject. A form like {@code swp_} and 48 characters of base64url.
 *
 * <p>What it leaves to the caller: answer a request for a reset always alike, whether or not there is such an account;
 * build links from the configured public URL and never from the request; end the sessions of the subject after {@code
 * Redeemed} ({@code RefreshTokens.revokeAll}); do not log in by the token. Thread-safe.
 */
public final class PasswordResets implements EvidenceSource {

    private static final String PREFIX = "swp_";
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final ResetStore store;
    private final Duration lifetime;
    private final InstantSource clock;

    private PasswordResets(ResetStore store, Duration lifetime, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.lifetime = lifetime;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Tokens that live 30 minutes. */
    public static PasswordResets of(ResetStore store) {
        return of(store, LIFETIME, InstantSource.system());
    }

    /** Tokens that live this long; permitted: 1 minute to 1 hour. */
    public static PasswordResets of(ResetStore store, Duration lifetime, InstantSource clock) {
        Faults.in("PasswordResets")
                .check(
                        lifetime.compareTo(Duration.ofMinutes(1)) >= 0 && lifetime.compareTo(Duration.ofHours(1)) <= 0,
                        "lifetime",
                        lifetime.toString(),
                        "out_of_range",
                        "1 minute to 1 hour")
                .throwIfAny();
        return new PasswordResets(store, lifetime, clock);
    }

    /** What became of a presented reset token. */
    public sealed interface Redemption {

        /**
         * The subject's password may be set, now.
         *
         * @param subject whose
         */
        record Redeemed(String subject) implements Redemption {

            /** Without the subject. */
            @Override
            public String toString() {
                return "Redeemed";
            }
        }

        /** No such token: never issued, used before, or expired. The three look alike on purpose. */
        record Refused() implements Redemption {}
    }

    /** A token to send to the subject, over a channel that only the subject reads. */
    public String issue(String subject) {
        String token = OpaqueToken.make(PREFIX);
        String digest = Objects.requireNonNull(OpaqueToken.digest(PREFIX, token));
        store.insert(digest, new ResetStore.Pending(subject, clock.instant().plus(lifetime)));
        return token;
    }

    /** Whose token it is, without using it up: to check the new password first. Null where it is not good. */
    public @Nullable String peek(@Nullable String token) {
        String digest = OpaqueToken.digest(PREFIX, token);
        return digest == null ? null : subject(store.find(digest));
    }

    /** Uses up a token. Of several callers with one token one is served. */
    public Redemption redeem(@Nullable String token) {
        String digest = OpaqueToken.digest(PREFIX, token);
        String subject = digest == null ? null : subject(store.take(digest));
        return subject == null ? new Redemption.Refused() : new Redemption.Redeemed(subject);
    }

    private @Nullable String subject(ResetStore.@Nullable Pending pending) {
        return pending != null && clock.instant().isBefore(pending.expiresAt()) ? pending.subject() : null;
    }

    /** Forgets expired tokens; call it now and then. How many. */
    public int purge() {
        Instant now = clock.instant();
        return store.purge(now);
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "AUTH-RESET",
                "PasswordResets",
                "single use, digest at rest, lives " + lifetime + ", spends its siblings"));
    }

    @Override
    public String toString() {
        return "PasswordResets[lifetime " + lifetime + "]";
    }
}
