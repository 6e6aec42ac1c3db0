package io.seaworthy.ratelimit;

import java.util.ArrayList;
import java.util.List;

/** What one request is charged with. Not thread-safe; not changed once it is handed on. */
final class Bill {

    final List<LimitFields> fields = new ArrayList<>(4);
    final List<Charge> charges = new ArrayList<>(4);

    /** What rules that are only tried would charge. */
    final List<Charge> trials = new ArrayList<>(0);

    /** The highest cost, for the usage. */
    int units = 1;

    void add(Tier tier, LimitKey key, int cost) {
        for (int i = 0; i < tier.limits().size(); i++) {
            LimitFields limit = tier.limits().get(i);
            fields.add(limit);
            charges.add(new Charge(limit.limit(), key, cost));
        }
        units = Math.max(units, cost);
    }

    void tryOut(Tier tier, LimitKey key, int cost) {
        for (int i = 0; i < tier.limits().size(); i++) {
            trials.add(new Charge(tier.limits().get(i).limit(), key, cost));
        }
    }
}
