package io.seaworthy.headers;

import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.StructuredFields;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code Reporting-Endpoints} (W3C Reporting API section 3.2): names for the addresses to which browsers send reports. A
 * structured field dictionary of strings (RFC 9651). Immutable.
 */
public final class ReportingEndpoints implements HeaderValue {

    private final Map<String, String> endpoints;

    private ReportingEndpoints(Map<String, String> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * One endpoint.
     *
     * @param name Permitted: {@code "csp"}. Prohibited: {@code "CSP"}, {@code ""}
     * @param address Permitted: {@code "/csp-reports"}, {@code "https://reports.example.com/csp"}. Prohibited: http
     */
    public static ReportingEndpoints of(String name, String address) {
        return of(Map.of(name, address));
    }

    /** These endpoints, name to address. */
    public static ReportingEndpoints of(Map<String, String> endpoints) {
        Faults faults = Faults.in("ReportingEndpoints");
        faults.check(!endpoints.isEmpty(), "endpoints", null, "missing", "at least one endpoint");
        endpoints.forEach((name, address) -> {
            faults.check(
                    isKey(name), "name", name, "bad_name", "a lower-case letter, then letters, digits, _ - . or *");
            faults.check(isAddress(address), name, address, "bad_address", "a path, or an https address; ASCII");
        });
        faults.throwIfAny();
        return new ReportingEndpoints(endpoints);
    }

    boolean defines(String name) {
        return endpoints.containsKey(name);
    }

    /** A key of RFC 9651 section 3.1.2. */
    private static boolean isKey(String name) {
        return !name.isEmpty()
                && ((name.charAt(0) >= 'a' && name.charAt(0) <= 'z') || name.charAt(0) == '*')
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "_-.*".indexOf(c) >= 0);
    }

    static boolean isAddress(String address) {
        boolean plain = address.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"\\;,".indexOf(c) < 0);
        if (address.startsWith("/")) {
            return plain && !address.startsWith("//");
        }
        int path = address.indexOf('/', "https://".length());
        String origin = path < 0 ? address : address.substring(0, path);
        return plain && address.startsWith("https://") && WebOrigin.parseOrNull(origin) != null;
    }

    @Override
    public String field() {
        return "Reporting-Endpoints";
    }

    @Override
    public String value() {
        Map<String, StructuredFields.Member> members = new TreeMap<>();
        endpoints.forEach((name, address) -> members.put(name, StructuredFields.string(address)));
        return StructuredFields.dictionary(members);
    }

    @Override
    public String toString() {
        return field() + ": " + value();
    }
}
