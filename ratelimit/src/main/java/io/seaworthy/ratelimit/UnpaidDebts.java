package io.seaworthy.ratelimit;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What remote buckets still have to be charged, because the store was away when the work was done. Bounded; thread-safe.
 */
final class UnpaidDebts {

    private static final int MOST = 10_000;

    /** A debt whose answer is late may have been charged: it is sent so many times, and then given up. */
    private static final int TRIES = 3;

    private record Debtor(Limit limit, LimitKey key) {}

    /** A sum that is owed, and how often it was sent without an answer. */
    record Debt(Limit limit, LimitKey key, int cost, int tries) {}

    private final Map<Debtor, Debt> debts = new ConcurrentHashMap<>();

    /** Whether there was room for it. */
    boolean add(Debt debt) {
        Debtor debtor = new Debtor(debt.limit, debt.key);
        if (debt.tries >= TRIES || (debts.size() >= MOST && !debts.containsKey(debtor))) {
            return false;
        }
        debts.merge(debtor, debt, UnpaidDebts::sum);
        return true;
    }

    private static Debt sum(Debt one, Debt other) {
        int cost = (int) Math.min(Integer.MAX_VALUE, (long) one.cost + other.cost);
        return new Debt(one.limit, one.key, cost, Math.max(one.tries, other.tries));
    }

    /** One of the debts, which is then no longer here, or null. */
    @Nullable
    Debt next() {
        if (debts.isEmpty()) {
            return null;
        }
        Iterator<Debtor> debtors = debts.keySet().iterator();
        return debtors.hasNext() ? debts.remove(debtors.next()) : null;
    }
}
