package io.seaworthy.ratelimit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens while a remote store cannot decide. There is no default: somebody has to choose. Immutable, thread-safe. */
public final class OutagePolicy {

    private static final OutagePolicy REFUSE = new OutagePolicy("refuse", null);
    private static final OutagePolicy UNLIMITED = new OutagePolicy("withoutLimits", null);

    private final String name;
    private final @Nullable LimitStore local;

    private OutagePolicy(String name, @Nullable LimitStore local) {
        this.name = name;
        this.local = local;
    }

    /** Every request is answered 503: nothing unlimited, but the store's outage is the service's outage. */
    public static OutagePolicy refuse() {
        return REFUSE;
    }

    /**
     * Each node counts for itself: with n nodes a caller gets up to n times its quota, in a bucket that starts full.
     *
     * @param local a store that is not remote
     */
    public static OutagePolicy countLocally(LimitStore local) {
        if (Objects.requireNonNull(local, "local").isRemote()) {
            throw new IllegalArgumentException("The store for an outage must not be remote itself");
        }
        return new OutagePolicy("countLocally", local);
    }

    /** Every request is admitted: an outage of the store, or an attack that causes one, switches the limits off. */
    public static OutagePolicy withoutLimits() {
        return UNLIMITED;
    }

    boolean isUnlimited() {
        return this == UNLIMITED;
    }

    long decide(Limit limit, LimitKey key, int cost) {
        if (local != null) {
            return local.take(limit, key, cost);
        }
        return isUnlimited() ? Verdict.admitted(limit.quota().intervalNanos()) : Verdict.UNAVAILABLE;
    }

    @Override
    public String toString() {
        return name;
    }
}
