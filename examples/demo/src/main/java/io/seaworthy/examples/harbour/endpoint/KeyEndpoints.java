package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.auth.apikey.ApiKey;
import io.seaworthy.auth.apikey.ApiKeyCreation;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.examples.harbour.Journal;
import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Form;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.http.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** API keys: {@code /api/keys}. */
public final class KeyEndpoints {

    private static final int MAX_DAYS = 366;

    private final ApiKeys keys;
    private final Journal journal;

    public KeyEndpoints(ApiKeys keys, Journal journal) {
        this.keys = keys;
        this.journal = journal;
    }

    public Reply list(Call call) {
        List<Map<String, Object>> items =
                keys.list(Caller.id(call)).stream().map(KeyEndpoints::view).toList();
        return Reply.json(200, Map.of("items", items));
    }

    public Reply create(Call call, Form form) {
        String name = form.text("name", 100);
        List<String> scopes = form.texts("scopes", 10);
        int days = form.number("expires_in_days", 90, 1, MAX_DAYS);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        ApiKeyCreation creation = keys.create(Caller.id(call), name, scopes, Duration.ofDays(days));
        if (creation instanceof ApiKeyCreation.Refused refused) {
            refused.faults().forEach(fault -> form.error("key", fault.code()));
            return java.util.Objects.requireNonNull(form.refusal());
        }
        return created(call, (ApiKeyCreation.Created) creation, "key.create");
    }

    public Reply rotate(Call call) {
        ApiKeyCreation creation = keys.rotate(Caller.id(call), call.variable("id"));
        return creation instanceof ApiKeyCreation.Refused refused
                ? notRotated(refused.faults())
                : created(call, (ApiKeyCreation.Created) creation, "key.rotate");
    }

    private static Reply notRotated(List<ApiKeyCreation.Fault> faults) {
        if (faults.contains(ApiKeyCreation.Fault.NOT_FOUND)) {
            return Reply.problem(404, "not_found", "There is no such key");
        }
        return Reply.problem(Problem.of(422, "validation_failed", "This key cannot be rotated")
                .with(
                        "errors",
                        faults.stream()
                                .map(fault -> Map.of("field", "key", "reason", fault.code()))
                                .toList()));
    }

    public Reply delete(Call call) {
        String id = call.variable("id");
        if (!keys.revoke(Caller.id(call), id)) {
            return Reply.problem(404, "not_found", "There is no such key");
        }
        journal.success(Caller.id(call), "key.revoke", id);
        return Reply.empty(204);
    }

    private Reply created(Call call, ApiKeyCreation.Created created, String action) {
        journal.success(Caller.id(call), action, created.key().id());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", created.key().id());
        view.put("key", created.secret());
        return Reply.json(201, view);
    }

    private static Map<String, Object> view(ApiKey key) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", key.id());
        view.put("name", key.name());
        view.put("scopes", key.scopes().stream().sorted().toList());
        view.put("created_at", key.createdAt().toString());
        view.put("expires_at", key.expiresAt().toString());
        view.put(
                "last_used_at",
                key.lastUsedAt() == null ? null : key.lastUsedAt().toString());
        return view;
    }
}
