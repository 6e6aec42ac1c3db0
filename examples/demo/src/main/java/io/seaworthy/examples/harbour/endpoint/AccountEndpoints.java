package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.Journal;
import io.seaworthy.examples.harbour.Plans;
import io.seaworthy.examples.harbour.data.Account;
import io.seaworthy.examples.harbour.data.Accounts;
import io.seaworthy.examples.harbour.data.Outbox;
import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Form;
import io.seaworthy.examples.harbour.web.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The caller's account, the list of accounts for administrators, and the outbox of development. */
public final class AccountEndpoints {

    private final Accounts accounts;
    private final Plans plans;
    private final Outbox outbox;
    private final Journal journal;

    public AccountEndpoints(Accounts accounts, Plans plans, Outbox outbox, Journal journal) {
        this.accounts = accounts;
        this.plans = plans;
        this.outbox = outbox;
        this.journal = journal;
    }

    public Reply me(Call call) {
        Account account = accounts.byId(Caller.id(call));
        return account == null
                ? Reply.problem(401, "invalid_token", "The account is gone")
                : Reply.json(200, view(account));
    }

    public Reply changePlan(Call call, Form form) {
        String plan = form.text("plan", 32);
        if (!plan.isEmpty() && (!plans.exists(plan) || plan.equals("anonymous"))) {
            form.error("plan", "unknown_plan");
        }
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        plans.change(Caller.id(call), plan);
        journal.success(Caller.id(call), "plan.change", Caller.id(call));
        return me(call);
    }

    public Reply users(Call call) {
        journal.success(Caller.id(call), "admin.users", "accounts");
        List<Map<String, Object>> items =
                accounts.all().stream().map(AccountEndpoints::view).toList();
        return Reply.json(200, Map.of("items", items));
    }

    public Reply audit(Call call) {
        return Reply.of(200, "application/json", journal.toJson());
    }

    public Reply outbox(Call call) {
        return Reply.json(200, outbox.messages());
    }

    private static Map<String, Object> view(Account account) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", account.id());
        view.put("email", account.email());
        view.put("plan", account.plan());
        view.put("roles", account.roles().stream().sorted().toList());
        return view;
    }
}
