package io.seaworthy.ratelimit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Several charges of one request, one after the other without waiting: what stores that cannot do better do. A refusal is
 * answered when what was taken has been given back.
 */
final class Sequence {

    private Sequence() {}

    static CompletionStage<long[]> takeAll(LimitStore store, List<Charge> charges) {
        return takeAll(
                charges,
                charge -> store.takeAsync(charge.limit(), charge.key(), charge.cost()),
                paid -> store.refundAsync(paid.limit(), paid.key(), paid.cost()));
    }

    static CompletionStage<long[]> takeAll(
            List<Charge> charges,
            Function<Charge, CompletionStage<Long>> take,
            Function<Charge, CompletionStage<?>> refund) {
        return takeFrom(0, charges, take, refund, new long[charges.size()]);
    }

    private static CompletionStage<long[]> takeFrom(
            int at,
            List<Charge> charges,
            Function<Charge, CompletionStage<Long>> take,
            Function<Charge, CompletionStage<?>> refund,
            long[] verdicts) {
        if (at == verdicts.length) {
            return CompletableFuture.completedFuture(verdicts);
        }
        return take.apply(charges.get(at)).thenCompose(verdict -> {
            verdicts[at] = verdict;
            return verdict >= 0
                    ? takeFrom(at + 1, charges, take, refund, verdicts)
                    : giveBack(at, charges, refund, verdicts).thenApply(done -> verdicts);
        });
    }

    private static CompletableFuture<Void> giveBack(
            int until, List<Charge> charges, Function<Charge, CompletionStage<?>> refund, long[] verdicts) {
        return CompletableFuture.allOf(IntStream.range(0, until)
                .filter(paid -> Verdict.isTaken(verdicts[paid]))
                .mapToObj(charges::get)
                .map(paid -> refund.apply(paid).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
