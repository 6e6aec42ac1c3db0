package io.seaworthy.auth.refresh;

import io.seaworthy.auth.internal.Durations;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the options of {@link RefreshTokens}; each at most once. Not thread-safe. */
public final class RefreshTokensBuilder {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(400);
    static final Duration IDLE = Duration.ofDays(14);
    static final Duration ABSOLUTE = Duration.ofDays(90);
    static final Duration GRACE = Duration.ofSeconds(30);
    static final int PER_SUBJECT = 50;

    final AccessTokens access;
    final RefreshStore store;

    @Nullable
    Duration idle;

    @Nullable
    Duration absolute;

    @Nullable
    Duration grace;

    @Nullable
    Integer perSubject;

    @Nullable
    Function<String, @Nullable TokenClaims> claims;

    @Nullable
    Events events;

    RefreshTokensBuilder(AccessTokens access, RefreshStore store) {
        this.access = Objects.requireNonNull(access, "access");
        this.store = Objects.requireNonNull(store, "store");
    }

    /** How long a session lives without use; 14 days by default. Permitted: 1 minute to the absolute lifetime. */
    public RefreshTokensBuilder idle(Duration idle) {
        requireUnset(this.idle, "idle");
        this.idle = idle;
        return this;
    }

    /** How long a session lives at most; 90 days by default. Permitted: 1 minute to 400 days. */
    public RefreshTokensBuilder absolute(Duration absolute) {
        requireUnset(this.absolute, "absolute");
        this.absolute = absolute;
        return this;
    }

    /** How long a replaced token may be repeated; 30 s by default. Permitted: 1 s to 2 minutes. */
    public RefreshTokensBuilder grace(Duration grace) {
        requireUnset(this.grace, "grace");
        this.grace = grace;
        return this;
    }

    /**
     * How many sessions a subject has at most; 50 by default. Permitted: 1 to 1000. What happens at the limit is the
     * login's choice: {@link RefreshTokens#open} ends the oldest, {@link RefreshTokens#openIfRoom} opens none.
     */
    public RefreshTokensBuilder perSubject(int sessions) {
        requireUnset(this.perSubject, "perSubject");
        this.perSubject = sessions;
        return this;
    }

    /**
     * What a subject's access tokens say; asked at each login and refresh, so roles change at the next refresh. Null
     * for a subject that may no longer sign in: the session then ends. Nothing to add by default.
     */
    public RefreshTokensBuilder claims(Function<String, @Nullable TokenClaims> claims) {
        requireUnset(this.claims, "claims");
        this.claims = claims;
        return this;
    }

    /** Where reuse, outages and full sessions are reported; by default alerts go to {@link System.Logger}. */
    public RefreshTokensBuilder events(Events events) {
        requireUnset(this.events, "events");
        this.events = events;
        return this;
    }

    private static void requireUnset(@Nullable Object value, String option) {
        if (value != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }

    /** The tokens; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
    public RefreshTokens build() {
        // An absolute lifetime that is refused itself bounds nothing.
        Duration most = Objects.requireNonNullElse(absolute, ABSOLUTE);
        boolean bounds = most.compareTo(LEAST) >= 0 && most.compareTo(LONGEST) <= 0;
        Faults faults = Faults.in("RefreshTokens");
        Durations.range(faults, "absolute", absolute, LEAST, LONGEST);
        Durations.range(faults, "idle", Objects.requireNonNullElse(idle, IDLE), LEAST, bounds ? most : LONGEST);
        Durations.range(faults, "grace", grace, Duration.ofSeconds(1), Duration.ofMinutes(2));
        faults.check(
                perSubject == null || (perSubject >= 1 && perSubject <= 1_000),
                "perSubject",
                String.valueOf(perSubject),
                "out_of_range",
                "1 to 1000");
        faults.throwIfAny();
        return new RefreshTokens(this);
    }
}
