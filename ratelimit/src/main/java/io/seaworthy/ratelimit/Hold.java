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
 *     granted.release();                           // after a failure: everything is given back
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

        /** Until when each charge may be given back. */
        private final long[] until;

        private final IntConsumer bill;
        private final AtomicBoolean settled = new AtomicBoolean();

        Granted(
                LimitStore store,
                List<Charge> charges,
                int reserved,
                long[] verdicts,
                Ticker ticker,
                IntConsumer bill) {
            this.store = store;
            this.charges = charges;
            this.reserved = reserved;
            this.ticker = ticker;
            this.bill = bill;
            this.verdicts = verdicts.clone();
            until = new long[charges.size()];
            long now = ticker.nanos();
            for (int i = 0; i < until.length; i++) {
                Quota quota = charges.get(i).limit().quota();
                // The verdict's seconds are rounded up: a second less, and never into the next period.
                until[i] = quota.calendar() == null ? 0 : now + Verdict.nanosToNext(verdicts[i], quota) - SECOND;
            }
        }

        /**
         * Says what the work really cost: less is given back, more is charged beyond the quota, so that later work
         * waits for it. What a calendar quota took in a day or month that has ended is not given back: the next one would
         * have more than its own. The stage ends when a remote store has it; nobody needs to wait.
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
            boolean over = charge.limit().quota().calendar() != null && ticker.nanos() - until[index] >= 0;
            return Verdict.isTaken(verdicts[index]) && !over
                    ? store.refundAsync(charge.limit(), charge.key(), reserved - cost)
                    : CompletableFuture.completedFuture(null);
        }

        /** Gives everything back unless the work was settled. */
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
