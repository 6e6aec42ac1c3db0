package io.seaworthy.ratelimit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Several charges of one request, one after the other without waiting: what stores that cannot do better do. A refusal is
 * answered when what was taken has been given back.
 */
final class Sequence {

    private Sequence() {}

    static CompletionStage<long[]> takeAll(LimitStore store, List<Charge> charges) {
        return take(store, charges, new long[charges.size()], 0);
    }

    private static CompletionStage<long[]> take(LimitStore store, List<Charge> charges, long[] verdicts, int at) {
        if (at == verdicts.length) {
            return CompletableFuture.completedFuture(verdicts);
        }
        Charge charge = charges.get(at);
        return store.takeAsync(charge.limit(), charge.key(), charge.cost()).thenCompose(verdict -> {
            verdicts[at] = verdict;
            if (verdict >= 0) {
                return take(store, charges, verdicts, at + 1);
            }
            CompletableFuture<?>[] refunds = charges.subList(0, at).stream()
                    .map(paid -> store.refundAsync(paid.limit(), paid.key(), paid.cost())
                            .toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            return CompletableFuture.allOf(refunds).thenApply(done -> verdicts);
        });
    }
}
