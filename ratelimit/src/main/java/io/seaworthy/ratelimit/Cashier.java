package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Decision;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Charges a request with everything that applies to it, one after the other; what was taken before a refusal is given
 * back, so a refused request costs nothing. Immutable, thread-safe.
 */
final class Cashier {

    private static final int COST = 1;

    private final LimitStore store;

    Cashier(LimitStore store) {
        this.store = store;
    }

    boolean isRemote() {
        return store.isRemote();
    }

    Decision charge(PlannedCharge first) {
        long verdict = store.take(first.limit(), first.key(), COST);
        PlannedCharge next = first.next();
        if (!Verdict.isAdmitted(verdict)) {
            return first.fields().refused(verdict);
        }
        if (next == null) {
            return first.fields().allowed(verdict);
        }
        StringBuilder states = new StringBuilder(first.fields().stateItem(verdict));
        StringBuilder policies = new StringBuilder(first.fields().policyItem());
        for (PlannedCharge charge = next; charge != null; charge = charge.next()) {
            verdict = store.take(charge.limit(), charge.key(), COST);
            if (!Verdict.isAdmitted(verdict)) {
                for (PlannedCharge paid = first; paid != null && !paid.equals(charge); paid = paid.next()) {
                    store.refund(paid.limit(), paid.key(), COST);
                }
                return charge.fields().refused(verdict);
            }
            policies.append(", ").append(charge.fields().policyItem());
            states.append(", ").append(charge.fields().stateItem(verdict));
        }
        return LimitFields.allowed(policies.toString(), states.toString());
    }

    CompletionStage<Decision> chargeAsync(PlannedCharge first) {
        return chargeAsync(first, first, "", "");
    }

    private CompletionStage<Decision> chargeAsync(
            PlannedCharge first, PlannedCharge charge, String policies, String states) {
        return store.takeAsync(charge.limit(), charge.key(), COST).thenCompose(verdict -> {
            if (!Verdict.isAdmitted(verdict)) {
                for (PlannedCharge paid = first; paid != null && !paid.equals(charge); paid = paid.next()) {
                    store.refundAsync(paid.limit(), paid.key(), COST);
                }
                return CompletableFuture.completedFuture(charge.fields().refused(verdict));
            }
            String separator = policies.isEmpty() ? "" : ", ";
            String allPolicies = policies + separator + charge.fields().policyItem();
            String allStates = states + separator + charge.fields().stateItem(verdict);
            PlannedCharge next = charge.next();
            return next == null
                    ? CompletableFuture.completedFuture(LimitFields.allowed(allPolicies, allStates))
                    : chargeAsync(first, next, allPolicies, allStates);
        });
    }
}
