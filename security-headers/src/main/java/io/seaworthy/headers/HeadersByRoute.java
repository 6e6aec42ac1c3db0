package io.seaworthy.headers;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.RouteTable;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Profiles by route: the most specific {@link io.seaworthy.kernel.http.RoutePattern} wins, whatever the order. A request
 * that no pattern covers, or whose path is not canonical, gets the profile for everything else, so let that be a strict
 * one. Immutable, thread-safe.
 */
public final class HeadersByRoute implements Guard, EvidenceSource {

    private static final String EVERYTHING = "/**";

    private final RouteTable<SecurityHeaders> table;
    private final Map<String, SecurityHeaders> routes;
    private final SecurityHeaders otherwise;

    private HeadersByRoute(
            RouteTable<SecurityHeaders> table, Map<String, SecurityHeaders> routes, SecurityHeaders otherwise) {
        this.table = table;
        this.routes = routes;
        this.otherwise = otherwise;
    }

    @Override
    public Decision check(RequestHead head) {
        return profileOf(head).check(head);
    }

    /** The profile that a request gets. */
    SecurityHeaders profileOf(RequestHead head) {
        return table.lookup(head) instanceof RouteTable.Found<SecurityHeaders> found ? found.value() : otherwise;
    }

    /** The evidence of all profiles; the weakest one counts. */
    @Override
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>();
        routes.forEach((pattern, profile) -> add(all, pattern, profile));
        if (routes.get(EVERYTHING) != otherwise) {
            // Even beside a pattern for everything: paths that are not canonical fit no pattern.
            add(all, "otherwise", otherwise);
        }
        return List.copyOf(all);
    }

    private static void add(List<Evidence> all, String where, SecurityHeaders profile) {
        for (Evidence each : profile.evidence()) {
            all.add(new Evidence(each.id(), each.component() + " " + where, each.summary(), each.weaknesses()));
        }
    }

    @Override
    public String toString() {
        return "HeadersByRoute" + routes;
    }

    /** Collects profiles; not thread-safe. */
    public static final class Builder {

        private final SecurityHeaders otherwise;
        private final Map<String, SecurityHeaders> routes = new LinkedHashMap<>();
        private final RouteTable.Builder<SecurityHeaders> table = RouteTable.builder("HeadersByRoute");

        Builder(SecurityHeaders otherwise) {
            this.otherwise = otherwise;
        }

        /**
         * The profile for a route.
         *
         * @param pattern Permitted: {@code "/"}, {@code "GET /docs/*"}, {@code "/admin/**"}. Prohibited: {@code "admin"},
         *     {@code "/a*b"}
         */
        public Builder profile(String pattern, SecurityHeaders profile) {
            routes.put(pattern, profile);
            table.route(pattern, profile);
            return this;
        }

        /** The guard, or every fault at once. */
        public HeadersByRoute build() {
            // A route for everything: a lookup that finds nothing would go on to collect other methods.
            if (routes.putIfAbsent(EVERYTHING, otherwise) == null) {
                table.route(EVERYTHING, otherwise);
            }
            return new HeadersByRoute(table.build(), new LinkedHashMap<>(routes), otherwise);
        }
    }
}
