package io.seaworthy.auth.password;

import io.seaworthy.auth.internal.WeakSecrets;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the options of {@link Passwords}; each at most once. Not thread-safe. */
public final class PasswordsBuilder {

    static final int COST = 12;
    static final int MIN_PEPPER = 32;

    private final List<Secret> peppers = new ArrayList<>();
    private final @Nullable Rotating<Secret> rotating;
    private @Nullable Integer cost;
    private @Nullable Integer insecureCost;
    private @Nullable Integer concurrent;
    private @Nullable Integer maxWaiting;
    private @Nullable Duration maxWait;
    private @Nullable Events events;

    PasswordsBuilder(Secret pepper) {
        peppers.add(pepper);
        rotating = null;
    }

    PasswordsBuilder(Rotating<Secret> pepper) {
        peppers.add(pepper.current());
        rotating = pepper;
    }

    /** A pepper used before: hashes made with it still match and are upgraded at login. May be called for several. */
    public PasswordsBuilder previousPepper(Secret pepper) {
        peppers.add(pepper);
        return this;
    }

    /** The bcrypt cost; 12 by default. Permitted: 12 to 16; each step doubles the time. */
    public PasswordsBuilder cost(int cost) {
        requireUnset(this.cost, "cost");
        this.cost = cost;
        return this;
    }

    /** A cost of 4 to 11: for tests. Weakened evidence. */
    public PasswordsBuilder insecureCostForTests(int cost) {
        requireUnset(this.insecureCost, "insecureCostForTests");
        this.insecureCost = cost;
        return this;
    }

    /** How many hashes are computed at once; the number of processors by default. Permitted: 1 to 1024. */
    public PasswordsBuilder concurrent(int concurrent) {
        requireUnset(this.concurrent, "concurrent");
        this.concurrent = concurrent;
        return this;
    }

    /** How many callers may wait for a place; 8 for each place by default. Permitted: 0 to 10 000. */
    public PasswordsBuilder maxWaiting(int maxWaiting) {
        requireUnset(this.maxWaiting, "maxWaiting");
        this.maxWaiting = maxWaiting;
        return this;
    }

    /** How long a caller waits at most; 2 s by default. Permitted: 1 ms to 1 minute. */
    public PasswordsBuilder maxWait(Duration maxWait) {
        requireUnset(this.maxWait, "maxWait");
        this.maxWait = maxWait;
        return this;
    }

    /** Where saturation and unreadable hashes are reported; nowhere by default. */
    public PasswordsBuilder events(Events events) {
        requireUnset(this.events, "events");
        this.events = events;
        return this;
    }

    private static void requireUnset(@Nullable Object value, String option) {
        if (value != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }

    List<Secret> peppers() {
        return peppers;
    }

    int cost() {
        return insecureCost != null ? insecureCost : cost == null ? COST : cost;
    }

    int concurrent() {
        return concurrent == null ? Runtime.getRuntime().availableProcessors() : concurrent;
    }

    int maxWaiting() {
        return maxWaiting == null ? 8 * concurrent() : maxWaiting;
    }

    Duration maxWait() {
        return maxWait == null ? Duration.ofSeconds(2) : maxWait;
    }

    Events events() {
        return events == null ? Events.none() : events;
    }

    /** The passwords; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
    public Passwords build() {
        Faults faults = Faults.in("Passwords");
        for (int i = 0; i < peppers.size(); i++) {
            Secret pepper = peppers.get(i);
            String path = i == 0 ? "pepper" : "previousPepper[" + (i - 1) + "]";
            faults.check(pepper.length() >= MIN_PEPPER, path, null, "too_short", "at least 32 random bytes");
            faults.check(
                    pepper.length() < MIN_PEPPER || !WeakSecrets.isWeak(pepper),
                    path,
                    null,
                    "weak",
                    WeakSecrets.EXPECTED);
            for (Secret earlier : peppers.subList(0, i)) {
                faults.check(!earlier.matches(pepper), path, null, "repeated", "each pepper once");
            }
        }
        faults.check(cost == null || insecureCost == null, "cost", null, "contradiction", "one cost");
        between(faults, "cost", cost, COST, StoredHash.HIGHEST_COST);
        between(faults, "insecureCostForTests", insecureCost, 4, COST - 1);
        between(faults, "concurrent", concurrent, 1, 1024);
        between(faults, "maxWaiting", maxWaiting, 0, 10_000);
        faults.check(
                maxWait == null
                        || (maxWait.compareTo(Duration.ofMillis(1)) >= 0
                                && maxWait.compareTo(Duration.ofMinutes(1)) <= 0),
                "maxWait",
                String.valueOf(maxWait),
                "out_of_range",
                "1 ms to 1 minute");
        faults.throwIfAny();
        Passwords passwords = new Passwords(this);
        if (rotating != null) {
            // In this order, so that a change in between is not missed.
            rotating.onChange(next -> passwords.follow(rotating));
            passwords.follow(rotating);
        }
        return passwords;
    }

    private static void between(Faults faults, String path, @Nullable Integer value, int low, int high) {
        faults.check(
                value == null || (value >= low && value <= high),
                path,
                String.valueOf(value),
                "out_of_range",
                low + " to " + high);
    }
}
