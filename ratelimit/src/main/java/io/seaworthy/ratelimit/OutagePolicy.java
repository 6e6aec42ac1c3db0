package io.seaworthy.ratelimit;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens while a remote store cannot decide. There is no default: somebody has to choose.
 *
 * <p>Over an interval of length t that holds an outage, n nodes admit of one key at most:
 *
 * <table>
 *   <caption>Overshoot</caption>
 *   <tr><td>{@link #refuse}</td><td>{@code burst + rate * t}: none</td></tr>
 *   <tr><td>{@link #localShare}</td><td>{@code 2 * max(n, burst) + 2 * rate * t}: the store's and the nodes' together</td>
 *   </tr>
 *   <tr><td>{@link #countLocally}</td><td>{@code (n + 1) * (burst + rate * t)}</td></tr>
 *   <tr><td>{@link #withoutLimits}</td><td>everything</td></tr>
 * </table>
 *
 * <p>Immutable but for a memory of quotas, thread-safe.
 */
public final class OutagePolicy {

    private static final OutagePolicy REFUSE = new OutagePolicy("refuse", null, 1);
    private static final OutagePolicy UNLIMITED = new OutagePolicy("withoutLimits", null, 1);
    private static final int MOST_NODES = 10_000;
    private static final int MOST_SHARES = 10_000;

    private final String name;
    private final @Nullable LimitStore local;
    private final int nodes;
    private final Map<Limit, Limit> shares = new ConcurrentHashMap<>();

    private OutagePolicy(String name, @Nullable LimitStore local, int nodes) {
        this.name = name;
        this.local = local;
        this.nodes = nodes;
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
        return new OutagePolicy("countLocally", requireLocal(local), 1);
    }

    /**
     * Each node grants its share of the quota, so that all together keep to it: a caller whose requests reach one node
     * only gets that share.
     *
     * @param local a store that is not remote
     * @param nodes how many nodes there are. Permitted: 1 to 10,000. Prohibited: fewer than there are, which grants
     *     more.
     */
    public static OutagePolicy localShare(LimitStore local, int nodes) {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("A service has 1 to 10,000 nodes, not " + nodes);
        }
        return new OutagePolicy("localShare of " + nodes, requireLocal(local), nodes);
    }

    private static LimitStore requireLocal(LimitStore local) {
        if (Objects.requireNonNull(local, "local").isRemote()) {
            throw new IllegalArgumentException("The store for an outage must not be remote itself");
        }
        return local;
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
            return local.take(share(limit), key, cost);
        }
        return isUnlimited() ? admit(limit.quota()) : Verdict.UNAVAILABLE;
    }

    /** Charges a debt to what decides meanwhile. */
    void debit(Limit limit, LimitKey key, int cost) {
        if (local != null) {
            local.debit(share(limit), key, cost);
        }
    }

    private static long admit(Quota quota) {
        return quota.calendar() == null
                ? Verdict.admitted(quota.intervalNanos())
                : Verdict.admitted(quota.requests(), quota.period().toNanos());
    }

    private Limit share(Limit limit) {
        if (nodes == 1) {
            return limit;
        }
        // A service that changes its limits all day must not keep them all.
        if (shares.size() >= MOST_SHARES) {
            shares.clear();
        }
        return shares.computeIfAbsent(limit, whole -> whole.of(whole.quota().share(nodes)));
    }

    @Override
    public String toString() {
        return name;
    }
}
