package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Charges requests and says what their clients are told. Immutable, thread-safe. */
final class Cashier {

    private final LimitStore store;
    private final @Nullable LocalLimitStore local;
    private final Events events;

    Cashier(LimitStore store, Events events) {
        this.store = store;
        this.local = store instanceof LocalLimitStore known ? known : null;
        this.events = events;
    }

    LimitStore store() {
        return store;
    }

    /** The clock that goes on evenly; the local store's own where there is one. */
    Ticker ticker() {
        return local == null ? Ticker.system() : local::nanos;
    }

    /** Charges one request to the client's address; in the local store without an object for the key. */
    long takeByAddress(Limit limit, RequestHead head) {
        if (local == null) {
            return store.take(limit, LimitKeys.address(head), 1);
        }
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        IpAddress address = client == null ? head.peer() : client.address();
        return local.take(
                limit,
                LimitKey.Kind.ADDRESS,
                LimitKey.addressHigh(address),
                LimitKey.addressLow(address),
                1,
                local.nanos(head));
    }

    long take(Limit limit, LimitKey key, int cost, RequestHead head) {
        return local == null
                ? store.take(limit, key, cost)
                : local.take(limit, key.kind(), key.high(), key.low(), cost, local.nanos(head));
    }

    private long[] takeAll(List<Charge> charges, RequestHead head) {
        return local == null ? store.takeAll(charges) : local.takeAll(charges, local.nanos(head));
    }

    static Decision decision(LimitFields fields, long verdict) {
        return Verdict.isAdmitted(verdict) ? fields.allowed(verdict) : fields.refused(verdict);
    }

    Decision charge(Bill bill, RequestHead head) {
        if (bill.charges.isEmpty()) {
            tryOut(bill.trials, head);
            return Decision.proceed();
        }
        if (bill.charges.size() == 1) {
            Charge only = bill.charges.get(0);
            long verdict = take(only.limit(), only.key(), only.cost(), head);
            return afterTrials(decision(bill.fields.get(0), verdict), bill, head);
        }
        return afterTrials(decision(bill, takeAll(bill.charges, head)), bill, head);
    }

    CompletionStage<Decision> chargeAsync(Bill bill, RequestHead head) {
        if (bill.charges.isEmpty()) {
            tryOut(bill.trials, head);
            return CompletableFuture.completedFuture(Decision.proceed());
        }
        if (bill.charges.size() == 1) {
            Charge only = bill.charges.get(0);
            return store.takeAsync(only.limit(), only.key(), only.cost())
                    .thenApply(verdict -> afterTrials(decision(bill.fields.get(0), verdict), bill, head));
        }
        return store.takeAllAsync(bill.charges)
                .thenApply(verdicts -> afterTrials(decision(bill, verdicts), bill, head));
    }

    private static Decision decision(Bill bill, long[] verdicts) {
        int refusal = Verdict.refusal(verdicts);
        return refusal < 0
                ? LimitFields.allowed(bill.fields, verdicts)
                : bill.fields.get(refusal).refused(verdicts[refusal]);
    }

    /** Rules that are tried out count what really passes. */
    private Decision afterTrials(Decision decision, Bill bill, RequestHead head) {
        if (!bill.trials.isEmpty() && !(decision instanceof Decision.Reject)) {
            tryOut(bill.trials, head);
        }
        return decision;
    }

    private void tryOut(List<Charge> trials, RequestHead head) {
        for (Charge trial : trials) {
            var unused = store.takeAsync(trial.limit(), trial.key(), trial.cost())
                    .thenAccept(verdict -> {
                        if (!Verdict.isAdmitted(verdict)) {
                            events.emit(LimitEvent.WOULD_LIMIT, head);
                        }
                    });
        }
    }
}
