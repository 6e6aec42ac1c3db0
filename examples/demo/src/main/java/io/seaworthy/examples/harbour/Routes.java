package io.seaworthy.examples.harbour;

import static io.seaworthy.auth.access.Access.authenticated;
import static io.seaworthy.auth.access.Access.permitAll;
import static io.seaworthy.auth.access.Access.role;

import io.seaworthy.auth.access.Access;
import io.seaworthy.auth.access.AccessRules;
import io.seaworthy.examples.harbour.endpoint.AccountEndpoints;
import io.seaworthy.examples.harbour.endpoint.AuthEndpoints;
import io.seaworthy.examples.harbour.endpoint.KeyEndpoints;
import io.seaworthy.examples.harbour.endpoint.LinkEndpoints;
import io.seaworthy.examples.harbour.endpoint.NoteEndpoints;
import io.seaworthy.examples.harbour.endpoint.OperationsEndpoints;
import io.seaworthy.examples.harbour.endpoint.PageEndpoint;
import io.seaworthy.examples.harbour.endpoint.ReportEndpoint;
import io.seaworthy.examples.harbour.endpoint.UploadEndpoint;
import io.seaworthy.examples.harbour.endpoint.WebhookEndpoint;
import io.seaworthy.examples.harbour.web.Endpoint;
import io.seaworthy.examples.harbour.web.Form;
import io.seaworthy.examples.harbour.web.Route;
import io.seaworthy.examples.harbour.web.Routing;
import io.seaworthy.headers.csp.CspReports;
import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.http.RouteTable;
import io.seaworthy.ratelimit.AddressRules;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.net.PublicHttpClient;

/** Every route of Harbour: what answers it, who may call it, how much body it takes. */
final class Routes {

    private static final BodyLimit UPLOAD_LIMIT = BodyLimit.ofMebibytes(10);

    /** The intake reads no further than its own cap, and answers 204 all the same. */
    private static final BodyLimit REPORT_LIMIT = BodyLimit.ofBytes(Long.MAX_VALUE);

    private final RouteTable.Builder<Route> table = RouteTable.builder();
    private final AccessRules.Builder rules = AccessRules.builder();
    private final Routing routing;
    private final AccessRules accessRules;
    private final AddressRules admins;

    Routes(HarbourSettings settings, Services services) {
        admins = AddressRules.builder()
                .allowOnly(settings.adminCidrs())
                .on("/api/admin/**", "/metrics", "/readiness")
                .events(services.events)
                .build();
        pages(services);
        operations(services);
        accounts(settings, services);
        api(services);
        RouteTable<Route> routes = table.build();
        routing = new Routing(routes);
        accessRules = rules.mapped(routes.patterns()).events(services.events).build();
    }

    private void pages(Services services) {
        PublicHttpClient client = PublicHttpClient.create();
        LinkEndpoints links = new LinkEndpoints(client, services.events);
        route("GET /", permitAll(), new PageEndpoint());
        route("GET /go", permitAll(), links::go);
        route("GET /api/fetch", authenticated(), links::fetch);
        CspReports reports = CspReports.builder().events(services.events).build();
        services.prove(reports, client);
        route(
                "POST /csp-reports",
                permitAll(),
                Route.to(new ReportEndpoint(reports)).limit(REPORT_LIMIT));
        route(
                "POST /webhooks/stripe",
                permitAll(),
                new WebhookEndpoint(services.stripe, services.replays, services.journal, services.clock));
    }

    private void operations(Services services) {
        OperationsEndpoints operations =
                new OperationsEndpoints(services.health, services.meters, services::readiness, admins);
        route("GET /health/live", permitAll(), operations::live);
        route("GET /health/ready", permitAll(), operations::ready);
        route("GET /metrics", permitAll(), operations::metrics);
        route("GET /readiness", permitAll(), operations::readiness);
    }

    private void accounts(HarbourSettings settings, Services services) {
        AuthEndpoints auth = new AuthEndpoints(
                services.accounts,
                services.passwords,
                services.passwordPolicy,
                services.resets,
                services.refresh,
                services.logins,
                services.resetRequests,
                services.outbox,
                services.journal,
                services.events,
                settings.isDevelopment());
        route("POST /auth/register", permitAll(), Form.endpoint(auth::register));
        route("POST /auth/login", permitAll(), Form.endpoint(auth::login));
        route("POST /auth/refresh", permitAll(), Form.endpoint(auth::refresh));
        route("POST /auth/logout", permitAll(), Form.endpoint(auth::logout));
        route("POST /auth/password-reset", permitAll(), Form.endpoint(auth::requestReset));
        route("POST /auth/password-reset/confirm", permitAll(), Form.endpoint(auth::confirmReset));

        AccountEndpoints accounts =
                new AccountEndpoints(services.accounts, services.plans, services.outbox, services.journal);
        route("GET /api/me", authenticated().anyScope(), accounts::me);
        route("GET /api/admin/users", role("admin"), accounts::users);
        route("GET /api/admin/audit", role("admin"), accounts::audit);
        if (settings.isDevelopment()) {
            route("GET /dev/outbox", permitAll(), accounts::outbox);
            route("POST /api/plan", authenticated(), Form.endpoint(accounts::changePlan));
        }
    }

    private void api(Services services) {
        HtmlSanitizer sanitizer = HtmlSanitizer.article();
        Uploads uploads = Uploads.documents();
        services.prove(sanitizer, uploads);
        NoteEndpoints notes = new NoteEndpoints(services.notes, sanitizer, services.clock);
        route("GET /api/notes", authenticated().scope("notes:read"), notes::list);
        route("POST /api/notes", authenticated().scope("notes:write"), Form.endpoint(notes::create));

        KeyEndpoints keys = new KeyEndpoints(services.apiKeys, services.journal);
        route("GET /api/keys", authenticated(), keys::list);
        route("POST /api/keys", authenticated(), Form.endpoint(keys::create));
        route("POST /api/keys/{id}/rotate", authenticated(), keys::rotate);
        route("DELETE /api/keys/{id}", authenticated(), keys::delete);

        route(
                "POST /api/uploads",
                authenticated().scope("uploads:write"),
                Route.to(new UploadEndpoint(uploads)).limit(UPLOAD_LIMIT));
    }

    private void route(String pattern, Access access, Endpoint endpoint) {
        route(pattern, access, Route.to(endpoint));
    }

    private void route(String pattern, Access access, Route route) {
        table.route(pattern, route);
        rules.route(pattern, access);
    }

    Routing routing() {
        return routing;
    }

    AccessRules accessRules() {
        return accessRules;
    }

    AddressRules admins() {
        return admins;
    }
}
