package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspDirective;
import io.seaworthy.headers.internal.Once;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.HeaderSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the headers of a profile. Each option may be given once and replaces what the builder started with; a
 * {@code without...} option leaves a header out and shows as weakened in the readiness report. Not thread-safe.
 */
public final class SecurityHeadersBuilder {

    /** What a profile has besides headers. */
    record Extras(@Nullable String reportAddress, List<String> removals, List<String> omitted, Events events) {

        static final Extras NONE = new Extras(null, Removals.PRODUCT_NAMES, List.of(), Events.none());
        static final String ENDPOINT = "csp";

        Csp reporting(Csp policy) {
            return reportAddress == null || reportsItself(policy)
                    ? policy
                    : policy.toBuilder().reportTo(ENDPOINT, reportAddress).build();
        }

        static boolean reportsItself(Csp policy) {
            return policy.directives().containsKey("report-to")
                    || policy.directives().containsKey("report-uri");
        }
    }

    private final Once once = new Once();
    private final Map<String, HeaderLine> lines = new TreeMap<>();
    private final List<String> omitted;
    private final Faults faults = Faults.in("SecurityHeaders");
    private String name;
    private @Nullable Csp csp;
    private @Nullable Csp reportOnly;
    private @Nullable String reportAddress;
    private List<String> removals;
    private boolean framesGiven;
    private Events events;

    SecurityHeadersBuilder(
            String name, Map<String, HeaderLine> lines, @Nullable Csp csp, @Nullable Csp reportOnly, Extras extras) {
        this.name = name;
        this.lines.putAll(lines);
        this.csp = csp;
        this.reportOnly = reportOnly;
        this.reportAddress = extras.reportAddress;
        this.removals = extras.removals;
        this.omitted = new ArrayList<>(extras.omitted);
        this.events = extras.events;
    }

    SecurityHeadersBuilder named(String name) {
        this.name = name;
        return this;
    }

    SecurityHeadersBuilder base(HeaderValue value) {
        boolean isDefault = value == FixedHeader.NO_STORE || value == FixedHeader.ATTACHMENT;
        lines.put(value.field(), new HeaderLine(value, isDefault));
        omitted.remove(value.field());
        return this;
    }

    SecurityHeadersBuilder baseCsp(Csp policy) {
        csp = policy;
        omitted.remove(Csp.HEADER);
        return this;
    }

    private SecurityHeadersBuilder header(HeaderValue value) {
        once.option(value.field());
        return base(value);
    }

    private SecurityHeadersBuilder omit(String field) {
        once.option(field);
        lines.remove(field);
        omitted.add(field);
        return this;
    }

    /** The enforced policy. */
    public SecurityHeadersBuilder csp(Csp policy) {
        once.option(Csp.HEADER);
        return baseCsp(policy);
    }

    /** A second policy that only reports: the next one, on trial beside the enforced one. */
    public SecurityHeadersBuilder cspReportOnly(Csp policy) {
        once.option(Csp.REPORT_ONLY_HEADER);
        reportOnly = policy;
        return this;
    }

    /** No enforced policy; a report-only one may stay. */
    public SecurityHeadersBuilder withoutCsp() {
        omit(Csp.HEADER);
        csp = null;
        return this;
    }

    /**
     * Where browsers report violations of the policies: adds {@code Reporting-Endpoints} and both report directives.
     *
     * @param address Permitted: {@code "/csp-reports"}, an https address. Prohibited: {@code "//host"}, http
     */
    public SecurityHeadersBuilder reportTo(String address) {
        once.option("reportTo");
        if (!ReportingEndpoints.isAddress(address)) {
            faults.add("reportTo", address, "bad_address", "a path, or an https address; ASCII");
            return this;
        }
        reportAddress = address;
        return header(ReportingEndpoints.of(Extras.ENDPOINT, address));
    }

    /**
     * Endpoints by name, for policies that name theirs in {@code report-to}; instead of {@link #reportTo}. A name that is
     * used and not defined is a fault.
     */
    public SecurityHeadersBuilder reportingEndpoints(ReportingEndpoints value) {
        return header(value);
    }

    /** Two years with subdomains by default. */
    public SecurityHeadersBuilder hsts(Hsts value) {
        return header(value);
    }

    public SecurityHeadersBuilder withoutHsts() {
        return omit("Strict-Transport-Security");
    }

    /** {@link ReferrerPolicy#NO_REFERRER} by default. */
    public SecurityHeadersBuilder referrerPolicy(ReferrerPolicy value) {
        return header(value);
    }

    /**
     * {@link FrameOptions#DENY} by default, and beside {@code frame-ancestors 'none'} always. Prohibited: SAMEORIGIN with
     * such a policy.
     */
    public SecurityHeadersBuilder frameOptions(FrameOptions value) {
        framesGiven = true;
        return header(value);
    }

    /** For pages that strangers may frame; say which by {@code frame-ancestors}. */
    public SecurityHeadersBuilder withoutFrameOptions() {
        return omit("X-Frame-Options");
    }

    /** {@link CrossOriginOpenerPolicy#SAME_ORIGIN} by default. */
    public SecurityHeadersBuilder openerPolicy(CrossOriginOpenerPolicy value) {
        return header(value);
    }

    /** Absent by default but in the strict profile. */
    public SecurityHeadersBuilder embedderPolicy(CrossOriginEmbedderPolicy value) {
        return header(value);
    }

    public SecurityHeadersBuilder withoutEmbedderPolicy() {
        return omit("Cross-Origin-Embedder-Policy");
    }

    /** {@link CrossOriginResourcePolicy#SAME_ORIGIN} by default. */
    public SecurityHeadersBuilder resourcePolicy(CrossOriginResourcePolicy value) {
        return header(value);
    }

    /** {@link PermissionsPolicy#denySensitive} by default in the profiles for pages. */
    public SecurityHeadersBuilder permissionsPolicy(PermissionsPolicy value) {
        return header(value);
    }

    /** Absent by default. */
    public SecurityHeadersBuilder isolationPolicy(DocumentIsolationPolicy value) {
        return header(value);
    }

    /** Absent by default: it blocks every script without an integrity attribute. */
    public SecurityHeadersBuilder integrityPolicy(IntegrityPolicy value) {
        return header(value);
    }

    /** Reports what an integrity policy would block; absent by default. */
    public SecurityHeadersBuilder integrityPolicyReportOnly(IntegrityPolicy value) {
        return header(value.reportOnly());
    }

    /** Absent by default; for the answer to a logout. */
    public SecurityHeadersBuilder clearSiteData(ClearSiteData value) {
        return header(value);
    }

    /** {@code X-XSS-Protection: 0}; absent by default, as OWASP recommends. */
    public SecurityHeadersBuilder xssFilterOff() {
        return header(FixedHeader.XSS_FILTER_OFF);
    }

    /** {@code Cache-Control: no-store} unless the application says otherwise; in every profile but the compatible one. */
    public SecurityHeadersBuilder noStore() {
        return header(FixedHeader.NO_STORE);
    }

    /** The application's own rules for caches, and none where it has none. */
    public SecurityHeadersBuilder withoutNoStore() {
        return omit("Cache-Control");
    }

    /**
     * Fields taken out of every response, instead of those that name products ({@code X-Powered-By} and the like).
     * Permitted: {@code "X-Powered-By"}. Prohibited: a field of this profile, its policy included, and what messages and
     * other guards need: {@code "Vary"}, {@code "Set-Cookie"}, {@code "Content-Type"}.
     */
    public SecurityHeadersBuilder removing(String... names) {
        once.option("removing");
        removals = List.of(names);
        return this;
    }

    /**
     * Takes out some forty fields in which products, caches, proxies and tracers name themselves, and those of the default;
     * {@code Server} is among them. It costs a removal per name and response.
     */
    public SecurityHeadersBuilder removingAllRevealing() {
        once.option("removing");
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Removals.PRODUCT_NAMES);
        names.addAll(Removals.revealing());
        removals = List.copyOf(names);
        return this;
    }

    /** Who hears of withheld nonces; nobody by default. */
    public SecurityHeadersBuilder events(Events events) {
        once.option("events");
        this.events = events;
        return this;
    }

    private void checkRemovals() {
        for (String removal : removals) {
            faults.check(HeaderSyntax.isToken(removal), "removing", removal, "not_a_header_name", "a header name");
            boolean own = lines.keySet().stream().anyMatch(removal::equalsIgnoreCase)
                    || (csp != null && removal.equalsIgnoreCase(Csp.HEADER))
                    || (reportOnly != null && removal.equalsIgnoreCase(Csp.REPORT_ONLY_HEADER));
            faults.check(!own, "removing", removal, "own_header", "a header that this profile does not send");
            boolean needed = Removals.isNeeded(removal);
            faults.check(!needed, "removing", removal, "needed", "a header without which the answer means the same");
        }
    }

    /** A policy may come from text, so it is built once more, by whatever way it came here. */
    private void checkPolicy(String option, @Nullable Csp policy) {
        if (policy != null) {
            try {
                policy.toBuilder().build();
            } catch (ConfigurationException e) {
                e.violations().forEach(faults::add);
            }
        }
    }

    /** Old browsers go by X-Frame-Options, all others by the policy: where one was not given, it follows. */
    private void keepFramingInStep() {
        List<String> ancestors = csp == null ? null : csp.directives().get(CspDirective.FRAME_ANCESTORS.text());
        HeaderLine line = lines.get(FrameOptions.DENY.field());
        if (ancestors == null || line == null || !ancestors.equals(List.of("'none'"))) {
            return;
        }
        if (line.content() == FrameOptions.SAMEORIGIN) {
            faults.check(
                    !framesGiven,
                    "frameOptions",
                    "SAMEORIGIN",
                    "contradicts_policy",
                    "DENY beside frame-ancestors 'none'");
            base(FrameOptions.DENY);
        }
    }

    /** The profile, or every fault at once. */
    public SecurityHeaders build() {
        boolean decided = csp != null || omitted.contains(Csp.HEADER);
        faults.check(decided, "csp", null, "missing", "csp(...), or withoutCsp() where there must be none");
        checkRemovals();
        checkPolicy("csp", csp);
        checkPolicy("cspReportOnly", reportOnly);
        ReportChecks.endpoints(faults, lines, csp, reportOnly, reportAddress);
        keepFramingInStep();
        faults.throwIfAny();
        Extras extras = new Extras(reportAddress, List.copyOf(removals), List.copyOf(omitted), events);
        return new SecurityHeaders(name, lines, csp, reportOnly, extras);
    }
}
