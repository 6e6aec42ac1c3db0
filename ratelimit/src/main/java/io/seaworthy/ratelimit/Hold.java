package io.seaworthy.ratelimit;

import io.seaworthy.kernel.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

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

        private final LimitStore store;
        private final List<Charge> charges;
        private final int reserved;
        private final AtomicBoolean settled = new AtomicBoolean();

        Granted(LimitStore store, List<Charge> charges, int reserved) {
            this.store = store;
            this.charges = charges;
            this.reserved = reserved;
        }

        /**
         * Says what the work really cost: less is given back, more is charged beyond the quota, so that later work
         * waits for it. The stage ends when a remote store has it; nobody needs to wait.
         *
         * @param cost 0 or more
         */
        public CompletionStage<?> settle(int cost) {
            if (cost < 0) {
                throw new IllegalArgumentException("Work costs 0 or more, not " + cost);
            }
            if (cost == reserved || !settled.compareAndSet(false, true)) {
                settled.set(true);
                return CompletableFuture.completedFuture(null);
            }
            return CompletableFuture.allOf(charges.stream()
                    .map(charge -> adjust(charge, cost).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new));
        }

        private CompletionStage<?> adjust(Charge charge, int cost) {
            return cost < reserved
                    ? store.refundAsync(charge.limit(), charge.key(), reserved - cost)
                    : store.debitAsync(charge.limit(), charge.key(), cost - reserved);
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
