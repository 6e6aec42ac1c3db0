package io.seaworthy.auth.apikey;

import io.seaworthy.auth.internal.Durations;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the options of {@link ApiKeys}; each at most once. Not thread-safe. */
public final class ApiKeysBuilder {

    private static final String SCOPE = "1 to 64 of a-z, 0-9 and :._-*, for example notes:read";

    final ApiKeyStore store;
    final List<String> scopes;
    private @Nullable String prefix;
    private @Nullable Duration longest;
    private @Nullable Duration overlap;
    private @Nullable Duration cacheFor;
    private @Nullable Integer perOwner;
    private @Nullable InstantSource clock;
    private @Nullable Ticker ticker;
    private @Nullable Events events;

    ApiKeysBuilder(ApiKeyStore store, String... scopes) {
        this.store = Objects.requireNonNull(store, "store");
        this.scopes = List.of(scopes);
    }

    /** What keys start with; {@code swk} by default. Permitted: 2 to 16 lower-case letters, digits, underscores. */
    public ApiKeysBuilder prefix(String prefix) {
        requireUnset(this.prefix, "prefix");
        this.prefix = prefix;
        return this;
    }

    /** The longest lifetime of a key; 366 days by default. Permitted: 1 minute to 5 years. */
    public ApiKeysBuilder longestLifetime(Duration longest) {
        requireUnset(this.longest, "longestLifetime");
        this.longest = longest;
        return this;
    }

    /** How long a replaced key lives on; 24 hours by default. Permitted: 0 to 30 days. */
    public ApiKeysBuilder overlap(Duration overlap) {
        requireUnset(this.overlap, "overlap");
        this.overlap = overlap;
        return this;
    }

    /** How long a key that was read is kept, so how late a revocation elsewhere is seen; 5 s by default, 1 minute at most. */
    public ApiKeysBuilder cacheFor(Duration cacheFor) {
        requireUnset(this.cacheFor, "cacheFor");
        this.cacheFor = cacheFor;
        return this;
    }

    /** How many keys alive an owner may have; 50 by default. Permitted: 1 to 10 000. */
    public ApiKeysBuilder perOwner(int perOwner) {
        requireUnset(this.perOwner, "perOwner");
        this.perOwner = perOwner;
        return this;
    }

    /** The wall clock; the system's by default. */
    public ApiKeysBuilder clock(InstantSource clock) {
        requireUnset(this.clock, "clock");
        this.clock = clock;
        return this;
    }

    /** The clock of the cache; the system's by default. */
    public ApiKeysBuilder ticker(Ticker ticker) {
        requireUnset(this.ticker, "ticker");
        this.ticker = ticker;
        return this;
    }

    /** Where outages are reported; nowhere by default. */
    public ApiKeysBuilder events(Events events) {
        requireUnset(this.events, "events");
        this.events = events;
        return this;
    }

    private static void requireUnset(@Nullable Object value, String option) {
        if (value != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }

    String prefix() {
        return prefix == null ? "swk" : prefix;
    }

    Duration longest() {
        return longest == null ? Duration.ofDays(366) : longest;
    }

    Duration overlap() {
        return overlap == null ? Duration.ofHours(24) : overlap;
    }

    Duration cacheFor() {
        return cacheFor == null ? Duration.ofSeconds(5) : cacheFor;
    }

    int perOwner() {
        return perOwner == null ? 50 : perOwner;
    }

    InstantSource clock() {
        return clock == null ? InstantSource.system() : clock;
    }

    Ticker ticker() {
        return ticker == null ? Ticker.system() : ticker;
    }

    Events events() {
        return events == null ? Events.none() : events;
    }

    /** The keys; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
    public ApiKeys build() {
        Faults faults = Faults.in("ApiKeys");
        faults.check(!scopes.isEmpty(), "scopes", null, "missing", "the scopes that keys can have");
        for (int i = 0; i < scopes.size(); i++) {
            faults.check(isScope(scopes.get(i)), "scopes[" + i + "]", scopes.get(i), "malformed", SCOPE);
        }
        faults.check(isPrefix(prefix()), "prefix", prefix, "malformed", "2 to 16 of a-z, 0-9 and _");
        Durations.range(faults, "longestLifetime", longest(), Duration.ofMinutes(1), Duration.ofDays(5 * 366));
        Durations.range(faults, "overlap", overlap(), Duration.ZERO, Duration.ofDays(30));
        Durations.range(faults, "cacheFor", cacheFor(), Duration.ZERO, Duration.ofMinutes(1));
        faults.check(
                perOwner() >= 1 && perOwner() <= 10_000, "perOwner", "" + perOwner(), "out_of_range", "1 to 10000");
        faults.throwIfAny();
        return new ApiKeys(this);
    }

    /** RFC 6749 section 3.3, but for the characters that quoting and lists would need. */
    private static boolean isScope(String scope) {
        return !scope.isEmpty()
                && scope.length() <= 64
                && scope.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ":._-*".indexOf(c) >= 0);
    }

    private static boolean isPrefix(String prefix) {
        return prefix.length() >= 2
                && prefix.length() <= 16
                && prefix.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
    }
}
