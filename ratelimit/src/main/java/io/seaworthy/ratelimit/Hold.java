package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * What came of reserving for work whose cost is known afterwards.
 *
 * <pre>{@code
 * Hold hold = limits.reserve(head, "tokens", 500);
 * if (hold instanceof Hold.Refused refused) {
 *     return answer(refused.problem(), refused.headers());
 * }
 * Hold.Granted granted = (Hold.Granted) hold;
 * try {
 *     granted.settle(generate(prompt).tokens());   // less is given back, more becomes a debt
 * } finally {
 *     granted.release();                           // after a failure: as if it had cost nothing
 * }
 * }</pre>
 */
public sealed interface Hold {

    /** The work may be done; what was reserved is taken until it is settled. Thread-safe; only one settlement counts. */
    final class Granted implements Hold {

        private static final long SECOND = 1_000_000_000;

        private final LimitStore store;
        private final List<Charge> charges;
        private final int reserved;
        private final Ticker ticker;

        private final long[] verdicts;

        /** When the store was asked: it took the charges no earlier. */
        private final long asked;

        /** Until when a calendar's charge may be given back. */
        private final long[] until;

        private final IntConsumer bill;
        private final AtomicBoolean settled = new AtomicBoolean();

        Granted(
                LimitStore store,
                List<Charge> charges,
                int reserved,
                long[] verdicts,
                Ticker ticker,
                long asked,
                IntConsumer bill) {
            this.store = store;
            this.charges = charges;
            this.reserved = reserved;
            this.ticker = ticker;
            this.bill = bill;
            this.verdicts = verdicts.clone();
            this.asked = asked;
            until = new long[charges.size()];
            for (int i = 0; i < until.length; i++) {
                Quota quota = charges.get(i).limit().quota();
                // The verdict's seconds are rounded up: a second less, and never into the next period.
                until[i] = quota.calendar() == null ? 0 : asked + Verdict.nanosToNext(verdicts[i], quota) - SECOND;
            }
        }

        /**
         * Says what the work really cost: less is given back, more is charged beyond the quota, so that later work
         * waits for it. A quota that refills evenly gives back what it has not refilled since the reservation: giving that
         * back as well would let holds be collected and spent at once. What a calendar quota took in a day or month that
         * has ended is not given back: the next one would have more than its own. The stage ends when a remote store has
         * it; nobody needs to wait.
         *
         * @param cost 0 or more
         */
        public CompletionStage<?> settle(int cost) {
            if (cost < 0) {
                throw new IllegalArgumentException("Work costs 0 or more, not " + cost);
            }
            if (!settled.compareAndSet(false, true)) {
                return CompletableFuture.completedFuture(null);
            }
            bill.accept(cost);
            if (cost == reserved) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<?>[] adjusted = new CompletableFuture<?>[charges.size()];
            for (int i = 0; i < adjusted.length; i++) {
                adjusted[i] = adjust(i, cost).toCompletableFuture();
            }
            return CompletableFuture.allOf(adjusted);
        }

        private CompletionStage<?> adjust(int index, int cost) {
            Charge charge = charges.get(index);
            if (cost > reserved) {
                return store.debitAsync(charge.limit(), charge.key(), cost - reserved);
            }
            int left = Verdict.isTaken(verdicts[index]) ? notRefilled(index, reserved - cost) : 0;
            return left > 0
                    ? store.refundAsync(charge.limit(), charge.key(), left)
                    : CompletableFuture.completedFuture(null);
        }

        /** What of these units the quota has not got back by itself, rounded down. */
        private int notRefilled(int index, int units) {
            Quota quota = charges.get(index).limit().quota();
            long now = ticker.nanos();
            if (quota.calendar() != null) {
                return now - until[index] < 0 ? units : 0;
            }
            long elapsed = Math.max(0, now - asked);
            return (int) Math.max(0, (units * quota.intervalNanos() - elapsed) / quota.intervalNanos());
        }

        /** {@linkplain #settle Settles} for nothing unless the work was settled. */
        public CompletionStage<?> release() {
            return settle(0);
        }
    }

    /**
     * The work must not be done.
     *
     * @param problem 429 {@code rate_limited}, or a 503
     * @param headers {@code RateLimit-Policy}, {@code RateLimit} and {@code Retry-After}
     */
    record Refused(Problem problem, Map<String, String> headers) implements Hold {

        public Refused {
            headers = Map.copyOf(headers);
        }
    }
}
