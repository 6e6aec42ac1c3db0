package io.seaworthy.kernel.http;

import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most specific of many {@link RoutePattern}s. Of two patterns that cover the same request the one whose paths
 * are all covered by the other wins; for the same paths the one that names the method wins. Two patterns for exactly the
 * same requests, and two that overlap while neither covers the other ({@code /a/*} beside {@code /{x}/b}), are faults at
 * build, so the order of registration never matters.
 *
 * <p>A lookup costs a step per segment. Immutable, thread-safe.
 *
 * @param <T> what a route stands for
 */
public final class RouteTable<T> {

    /**
     * What a lookup found.
     *
     * @param <T> what a route stands for
     */
    public sealed interface Lookup<T> {}

    /**
     * A route for the request.
     *
     * @param pattern the pattern that matched
     * @param value what it stands for
     * @param variables the variables' values, decoded
     * @param <T> what a route stands for
     */
    public record Found<T>(RoutePattern pattern, T value, Map<String, String> variables) implements Lookup<T> {}

    /**
     * Routes for the path, but not for the method: 405.
     *
     * @param allowed the methods there are, sorted; the value of {@code Allow}
     * @param <T> what a route stands for
     */
    public record OtherMethods<T>(Set<String> allowed) implements Lookup<T> {

        /** The value of the {@code Allow} field. */
        public String allow() {
            return String.join(", ", allowed);
        }
    }

    /**
     * No route for the path: 404.
     *
     * @param <T> what a route stands for
     */
    public record NotFound<T>() implements Lookup<T> {}

    private static final class Node<T> {
        /** More than these are looked up, which takes a copy of the segment. */
        static final int COMPARED = 32;

        final Map<String, Node<T>> literals = new HashMap<>();

        /** The same, to be compared with a path in place. */
        final List<String> names = new ArrayList<>();

        final List<Node<T>> nodes = new ArrayList<>();

        @Nullable
        Node<T> any;

        final Map<String, Found<T>> here = new HashMap<>();
        final Map<String, Found<T>> rest = new HashMap<>();

        Node<T> literal(String segment) {
            Node<T> known = literals.get(segment);
            if (known == null) {
                known = new Node<>();
                literals.put(segment, known);
                names.add(segment);
                nodes.add(known);
            }
            return known;
        }

        @Nullable
        Node<T> find(String path, int from, int to) {
            if (names.size() > COMPARED || !PathSyntax.isPlain(path, from, to)) {
                return literals.get(PathSyntax.decode(path, from, to));
            }
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                if (name.length() == to - from && path.startsWith(name, from)) {
                    return nodes.get(i);
                }
            }
            return null;
        }
    }

    private static final String EVERY_METHOD = "";

    private final Node<T> root = new Node<>();
    private final List<RoutePattern> patterns;
    private final Lookup<T> notFound = new NotFound<>();

    private RouteTable(List<Found<T>> routes) {
        patterns = routes.stream().map(Found::pattern).toList();
        for (Found<T> route : routes) {
            Node<T> node = root;
            Map<String, Found<T>> leaf = null;
            for (String segment : route.pattern.segments()) {
                if (segment.equals(RoutePattern.REST)) {
                    leaf = node.rest;
                } else if (segment.equals(RoutePattern.ANY)) {
                    node.any = node.any == null ? new Node<>() : node.any;
                    node = node.any;
                } else {
                    node = node.literal(segment);
                }
            }
            String method = Objects.requireNonNullElse(route.pattern.method(), EVERY_METHOD);
            (leaf == null ? node.here : leaf).put(method, route);
        }
    }

    public static <T> Builder<T> builder() {
        return builder("RouteTable");
    }

    /** The same for a table inside of something else, whose name faults bear: {@code "AccessRules"}. */
    public static <T> Builder<T> builder(String subject) {
        return new Builder<>(Objects.requireNonNull(subject, "subject"));
    }

    /** The patterns, in the order of their registration. */
    public List<RoutePattern> patterns() {
        return patterns;
    }

    /** The route of a request. */
    public Lookup<T> lookup(RequestHead head) {
        return lookup(head.method(), head.rawPath());
    }

    /** The route of a method and a raw path. */
    public Lookup<T> lookup(String method, String rawPath) {
        if (PathSyntax.faultOf(rawPath) != null) {
            return notFound;
        }
        Found<T> found = find(root, method, rawPath, 1);
        if (found == null) {
            Set<String> allowed = collect(root, rawPath, 1, null);
            return allowed == null ? notFound : new OtherMethods<>(Collections.unmodifiableSet(allowed));
        }
        return withVariables(found, rawPath);
    }

    private @Nullable Found<T> find(Node<T> node, String method, String path, int at) {
        Found<T> found = null;
        if (at > path.length()) {
            found = of(node.here, method);
        } else {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            Node<T> literal = node.find(path, at, end);
            if (literal != null) {
                found = find(literal, method, path, end + 1);
            }
            if (found == null && node.any != null && end > at) {
                found = find(node.any, method, path, end + 1);
            }
        }
        return found != null ? found : of(node.rest, method);
    }

    private @Nullable Found<T> of(Map<String, Found<T>> routes, String method) {
        if (routes.isEmpty()) {
            return null;
        }
        Found<T> exact = routes.get(method);
        if (exact == null && method.equals("HEAD")) {
            exact = routes.get("GET");
        }
        return exact != null ? exact : routes.get(EVERY_METHOD);
    }

    /** The methods of all routes for the path, or null: most misses are for no route at all and cost no set. */
    private @Nullable Set<String> collect(Node<T> node, String path, int at, @Nullable Set<String> known) {
        Set<String> methods = withMethods(known, node.rest);
        if (at > path.length()) {
            return withMethods(methods, node.here);
        }
        int slash = path.indexOf('/', at);
        int end = slash < 0 ? path.length() : slash;
        Node<T> literal = node.find(path, at, end);
        if (literal != null) {
            methods = collect(literal, path, end + 1, methods);
        }
        return node.any != null && end > at ? collect(node.any, path, end + 1, methods) : methods;
    }

    private static @Nullable Set<String> withMethods(@Nullable Set<String> known, Map<String, ?> routes) {
        if (routes.isEmpty()) {
            return known;
        }
        Set<String> methods = known == null ? new TreeSet<>() : known;
        methods.addAll(routes.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static <T> Found<T> withVariables(Found<T> route, String path) {
        List<String> names = route.pattern.names();
        Map<String, String> variables = null;
        int at = 1;
        for (String name : names) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            if (!name.isEmpty()) {
                variables = variables == null ? new LinkedHashMap<>() : variables;
                variables.put(name, PathSyntax.decode(path, at, end));
            }
            at = end + 1;
        }
        return variables == null
                ? route
                : new Found<>(route.pattern, route.value, Collections.unmodifiableMap(variables));
    }

    @Override
    public String toString() {
        return "RouteTable" + patterns;
    }

    /**
     * Collects routes; not thread-safe.
     *
     * @param <T> what a route stands for
     */
    public static final class Builder<T> {

        private final Faults faults;
        private final List<Found<T>> routes = new ArrayList<>();

        private Builder(String subject) {
            faults = Faults.in(subject);
        }

        /** Adds a route. Permitted: {@code "GET /api/keys/{id}"}. Prohibited: {@code "get api/keys"}. */
        public Builder<T> route(String pattern, T value) {
            RoutePattern parsed = RoutePattern.parse("route(" + pattern + ")", pattern, faults);
            return parsed == null ? this : route(parsed, value);
        }

        /** Adds a route. */
        public Builder<T> route(RoutePattern pattern, T value) {
            routes.add(new Found<>(pattern, Objects.requireNonNull(value, "value"), Map.of()));
            return this;
        }

        public RouteTable<T> build() {
            for (int i = 0; i < routes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    RouteConflict.check(routes.get(j).pattern, routes.get(i).pattern, faults);
                }
            }
            faults.throwIfAny();
            return new RouteTable<>(routes);
        }
    }
}
