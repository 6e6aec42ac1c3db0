package io.seaworthy.headers;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.HeaderSyntax;
import io.seaworthy.kernel.http.StructuredFields;
import io.seaworthy.kernel.http.StructuredFields.Member;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code Integrity-Policy} (W3C Subresource Integrity section 3.9): what the page loads of these kinds must carry an
 * {@code integrity} attribute, or is blocked. In no preset, because it breaks every page that does not; try it out as
 * report-only first. Immutable.
 */
public final class IntegrityPolicy implements HeaderValue {

    /** What must carry a hash. */
    public enum Destination {
        SCRIPT("script"),
        STYLE("style");

        private final String token;

        Destination(String token) {
            this.token = token;
        }
    }

    private final Set<Destination> destinations;
    private final List<String> endpoints;
    private final boolean reportOnly;

    private IntegrityPolicy(Set<Destination> destinations, List<String> endpoints, boolean reportOnly) {
        this.destinations = destinations;
        this.endpoints = List.copyOf(endpoints);
        this.reportOnly = reportOnly;
    }

    /** A policy for these kinds; at least one. */
    public static IntegrityPolicy of(Destination... destinations) {
        Set<Destination> set = EnumSet.noneOf(Destination.class);
        set.addAll(List.of(destinations));
        Faults.in("IntegrityPolicy")
                .check(!set.isEmpty(), "destinations", null, "missing", "at least one destination")
                .throwIfAny();
        return new IntegrityPolicy(set, List.of(), false);
    }

    /**
     * The same policy with reports.
     *
     * @param endpoint a name that {@link ReportingEndpoints} defines: {@code "csp"}
     */
    public IntegrityPolicy reportingTo(String endpoint) {
        Faults.in("IntegrityPolicy")
                .check(
                        isName(endpoint),
                        "endpoint",
                        endpoint,
                        "bad_name",
                        "a letter, then letters, digits, _ or -: csp")
                .check(!endpoints.contains(endpoint), "endpoint", endpoint, "duplicate", "each endpoint once")
                .throwIfAny();
        List<String> more = new ArrayList<>(endpoints);
        more.add(endpoint);
        return new IntegrityPolicy(destinations, more, reportOnly);
    }

    /** A token of RFC 9651 section 3.3.4 begins with a letter, and a key of a dictionary has no upper case. */
    private static boolean isName(String text) {
        return HeaderSyntax.isToken(text) && text.charAt(0) >= 'a' && text.charAt(0) <= 'z';
    }

    List<String> endpoints() {
        return endpoints;
    }

    IntegrityPolicy reportOnly() {
        return new IntegrityPolicy(destinations, endpoints, true);
    }

    @Override
    public String field() {
        return reportOnly ? "Integrity-Policy-Report-Only" : "Integrity-Policy";
    }

    @Override
    public String value() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put(
                "blocked-destinations",
                tokens(destinations.stream().map(each -> each.token).toList()));
        if (!endpoints.isEmpty()) {
            members.put("endpoints", tokens(endpoints));
        }
        return StructuredFields.dictionary(members);
    }

    private static Member tokens(List<String> texts) {
        return StructuredFields.innerList(
                texts.stream().map(StructuredFields::token).toList());
    }

    @Override
    public String toString() {
        return field() + ": " + value();
    }
}
