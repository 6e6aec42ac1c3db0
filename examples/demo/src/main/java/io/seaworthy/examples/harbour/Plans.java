package io.seaworthy.examples.harbour;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seaworthy.auth.StoreException;
import io.seaworthy.examples.harbour.data.Account;
import io.seaworthy.examples.harbour.data.Accounts;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import java.time.Duration;
import java.util.Set;

/** Which plan a caller has: asked on each request, so looked up in the database at most once a second. */
public final class Plans {

    private final Accounts accounts;
    private final Set<String> names;
    private final Cache<String, Plan> recent = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    Plans(Accounts accounts, Set<String> names) {
        this.accounts = accounts;
        this.names = Set.copyOf(names);
    }

    public boolean exists(String name) {
        return names.contains(name);
    }

    /** While the database is away callers have the smallest plan: an outage must lift no limit and refuse nobody. */
    public Plan of(Principal principal) {
        try {
            return recent.get(principal.id(), id -> {
                Account account = accounts.byId(id);
                return account == null ? Plan.ANONYMOUS : Plan.of(account.plan());
            });
        } catch (StoreException e) {
            return Plan.ANONYMOUS;
        }
    }

    public void change(String accountId, String plan) {
        accounts.setPlan(accountId, plan);
        recent.invalidate(accountId);
    }
}
