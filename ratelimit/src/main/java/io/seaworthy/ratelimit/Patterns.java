package io.seaworthy.ratelimit;

import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.RoutePattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Route patterns as options. Stateless. */
final class Patterns {

    private static final RoutePattern EVERYTHING = RoutePattern.of("/**");

    private Patterns() {}

    /** The pattern, or null after its faults were added under the option's name. */
    static @Nullable RoutePattern parse(String option, String pattern, Faults faults) {
        try {
            return RoutePattern.of(pattern);
        } catch (ConfigurationException e) {
            e.violations().forEach(fault -> faults.add(option, fault.value(), fault.reason(), fault.allowed()));
            return null;
        }
    }

    /** The patterns that have no fault; the others' are added under the option's name. */
    static List<RoutePattern> parse(String option, List<String> patterns, Faults faults) {
        List<RoutePattern> parsed = new ArrayList<>();
        for (String pattern : patterns) {
            RoutePattern one = parse(option, pattern, faults);
            if (one != null) {
                parsed.add(one);
            }
        }
        return parsed;
    }

    static boolean match(List<RoutePattern> patterns, RequestHead head) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(head.method(), head.rawPath())) {
                return true;
            }
        }
        return false;
    }

    /** Whether patterns can tell what the path means; of one that is ambiguous none says a word. */
    static boolean isPlain(RequestHead head) {
        return EVERYTHING.matches(head.method(), head.rawPath());
    }

    /** Whether every request that the narrow pattern is for is one of the wide one's. */
    static boolean covers(RoutePattern wide, RoutePattern narrow) {
        if (wide.method() != null && !wide.method().equals(narrow.method())) {
            return false;
        }
        String[] more = wide.path().substring(1).split("/", -1);
        String[] fewer = narrow.path().substring(1).split("/", -1);
        for (int i = 0; i < more.length; i++) {
            if (more[i].equals("**")) {
                return true;
            }
            boolean one = i < fewer.length && !fewer[i].equals("**");
            if (!one || !(isVariable(more[i]) ? !fewer[i].isEmpty() : more[i].equals(fewer[i]))) {
                return false;
            }
        }
        return more.length == fewer.length;
    }

    private static boolean isVariable(String segment) {
        return segment.equals("*") || segment.startsWith("{");
    }
}
