package io.seaworthy.headers.internal;

import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.http.RoutePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A set of requests by route patterns, matched exactly as the application's routes are: an exemption cannot be
 * stretched by spelling a path in a way that only one of the two understands. Immutable, thread-safe.
 */
public final class PathScope {

    private static final PathScope EMPTY = new PathScope(List.of());

    private final RoutePattern[] patterns;

    private PathScope(List<RoutePattern> patterns) {
        this.patterns = patterns.toArray(RoutePattern[]::new);
    }

    public static PathScope none() {
        return EMPTY;
    }

    /** Compiles patterns; those that cannot be understood become faults under the option's name. */
    public static PathScope of(Collection<String> patterns, String option, Faults faults) {
        List<RoutePattern> good = new ArrayList<>();
        int index = 0;
        for (String text : patterns) {
            String path = option + "[" + index++ + "]";
            try {
                RoutePattern pattern = RoutePattern.of(text);
                faults.check(!good.contains(pattern), path, text, "duplicate", "each pattern once");
                good.add(pattern);
            } catch (ConfigurationException e) {
                for (Violation fault : e.violations()) {
                    faults.add(path, text, fault.reason(), fault.allowed());
                }
            }
        }
        return new PathScope(good);
    }

    public boolean isEmpty() {
        return patterns.length == 0;
    }

    /** Whether one of the patterns is for every path, so that the rest says nothing. */
    public boolean isEverything() {
        return Arrays.stream(patterns)
                .anyMatch(pattern -> pattern.toString().endsWith("/**")
                        && pattern.toString().indexOf('/') == pattern.toString().length() - 3);
    }

    public boolean contains(RequestHead head) {
        if (patterns.length == 0) {
            return false;
        }
        String method = head.method();
        String path = head.rawPath();
        for (RoutePattern pattern : patterns) {
            if (pattern.matches(method, path)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (RoutePattern pattern : patterns) {
            text.append(text.isEmpty() ? "" : ", ").append(pattern);
        }
        return text.toString();
    }
}
