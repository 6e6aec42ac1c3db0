package io.seaworthy.examples.harbour.web;

import io.seaworthy.auth.StoreException;
import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.http.RouteTable;
import io.seaworthy.kernel.http.RouteTable.Found;
import io.seaworthy.kernel.http.RouteTable.Lookup;
import io.seaworthy.kernel.http.RouteTable.NotFound;
import io.seaworthy.kernel.http.RouteTable.OtherMethods;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes as two guards and a dispatcher. Early in the chain {@link #find} names the route for the metrics and its
 * body limit; later {@link #refuseUnknown} answers 404 and 405, after the rate limits, which an unknown path must not
 * escape, and before the access rules, which know no such route.
 */
public final class Routing {

    @SuppressWarnings("rawtypes") // a class literal has no type arguments
    private static final Attribute<Lookup> LOOKUP = Attribute.of("harbour.route", Lookup.class);

    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    private static final Problem UNAVAILABLE =
            Problem.of(503, "overloaded", "A part of the service does not answer; try again in a moment");
    private static final Decision NOT_FOUND = Decision.reject(Problem.of(404, "not_found", "There is nothing here"));

    private final RouteTable<Route> table;

    public Routing(RouteTable<Route> table) {
        this.table = table;
    }

    /** Finds the route and says so in the request's attributes. */
    public Guard find() {
        return head -> {
            Lookup<Route> lookup = lookup(head);
            Attributes attributes = Attributes.of(LOOKUP, lookup);
            if (lookup instanceof Found<Route> found) {
                attributes = attributes
                        .with(RequestAttributes.ROUTE, found.pattern().path())
                        .with(RequestAttributes.BODY_LIMIT, found.value().bodyLimit());
            }
            return Decision.Proceed.of(attributes);
        };
    }

    /** HEAD is GET without the body (RFC 9110 section 9.3.2). */
    private Lookup<Route> lookup(RequestHead head) {
        String method = head.method().equals("HEAD") ? "GET" : head.method();
        return table.lookup(method, head.rawPath());
    }

    /** Refuses what no route matches. */
    public Guard refuseUnknown() {
        return head -> {
            Lookup<?> lookup = Objects.requireNonNull(head.attribute(LOOKUP), "find() runs before");
            if (lookup instanceof NotFound) {
                return NOT_FOUND;
            }
            if (lookup instanceof OtherMethods<?> other) {
                return Decision.reject(
                        Problem.of(405, "method_not_allowed", "This path does not take this method"),
                        HeaderEdits.forOneRequest()
                                .enforce("Allow", other.allow())
                                .build());
            }
            return Decision.proceed();
        };
    }

    /** The reply of the matched route; the guards have refused everything else. */
    public Reply dispatch(RequestHead head, Call.Body body) throws IOException {
        Lookup<?> lookup = Objects.requireNonNull(head.attribute(LOOKUP), "find() runs before");
        if (lookup instanceof Found<?> found && found.value() instanceof Route route) {
            Map<String, String> variables = found.variables();
            try {
                return route.endpoint().answer(new Call(head, variables, body));
            } catch (StoreException e) {
                LOG.error("A store did not answer", e);
                return Reply.problem(UNAVAILABLE).with("Retry-After", "1");
            }
        }
        throw new IllegalStateException("A request without a route got past refuseUnknown()");
    }
}
