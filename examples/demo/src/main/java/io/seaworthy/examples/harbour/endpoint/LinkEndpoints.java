package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.logging.SecurityEvent;
import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.net.FetchResponse;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpClient;
import io.seaworthy.sanitize.net.UrlRefusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Places that the caller names: a page of this site to go to, a public URL to fetch. */
public final class LinkEndpoints {

    private static final Problem NO_LOCAL_PATH =
            Problem.of(400, "invalid_redirect", "The target must be a path of this site");

    private final PublicHttpClient client;
    private final Events events;

    public LinkEndpoints(PublicHttpClient client, Events events) {
        this.client = client;
        this.events = events;
    }

    public Reply go(Call call) {
        String to = call.query("to");
        if (to != null && LocalRedirect.parse(to) instanceof Checked.Accepted<LocalRedirect, ?> target) {
            return Reply.empty(302).with("Location", target.value().location());
        }
        return Reply.problem(NO_LOCAL_PATH);
    }

    /** Fetches a page and says what it is; a stranger's content is not passed on. */
    public Reply fetch(Call call) {
        String url = call.query("url");
        Checked<FetchResponse, UrlRefusal> fetched = client.get(url == null ? "" : url);
        if (fetched instanceof Checked.Accepted<FetchResponse, UrlRefusal> answer) {
            return Reply.json(200, view(answer.value()));
        }
        UrlRefusal reason = ((Checked.Refused<FetchResponse, UrlRefusal>) fetched).reason();
        if (reason == UrlRefusal.BLOCKED_ADDRESS || reason == UrlRefusal.BLOCKED_PORT) {
            events.emit(SecurityEvent.SSRF_REFUSED, call.head());
        }
        int status = reason == UrlRefusal.INVALID_URL ? 400 : 422;
        return Reply.problem(status, reason.code(), "The URL was not fetched");
    }

    private static Map<String, Object> view(FetchResponse response) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("url", response.url().toString());
        view.put("status", response.status());
        view.put("type", response.header("content-type").orElse(null));
        view.put("size", response.body().length);
        return view;
    }
}
