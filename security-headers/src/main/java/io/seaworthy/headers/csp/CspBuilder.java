package io.seaworthy.headers.csp;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.kernel.config.DidYouMean;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Collects the directives of a policy; each may be given once. Not thread-safe.
 *
 * <p>{@link #build} reports all faults at once: wrong values, and whatever the linter calls high.
 */
public final class CspBuilder {

    private final Once once = new Once();
    private final Map<String, List<String>> directives;
    private final List<Violation> mistakenHosts = new ArrayList<>();
    private final Set<CspRule> tolerated = EnumSet.noneOf(CspRule.class);

    /** From the policy that this one starts with; it goes when its reason is gone. */
    private final Set<CspRule> inherited;

    CspBuilder(Map<String, List<String>> directives, Set<CspRule> tolerated) {
        this.directives = new LinkedHashMap<>(directives);
        this.inherited = Set.copyOf(tolerated);
    }

    public CspBuilder defaultSrc(CspSource... sources) {
        return sources(CspDirective.DEFAULT_SRC, sources);
    }

    public CspBuilder scriptSrc(CspSource... sources) {
        return sources(CspDirective.SCRIPT_SRC, sources);
    }

    public CspBuilder scriptSrcElem(CspSource... sources) {
        return sources(CspDirective.SCRIPT_SRC_ELEM, sources);
    }

    public CspBuilder scriptSrcAttr(CspSource... sources) {
        return sources(CspDirective.SCRIPT_SRC_ATTR, sources);
    }

    public CspBuilder styleSrc(CspSource... sources) {
        return sources(CspDirective.STYLE_SRC, sources);
    }

    public CspBuilder styleSrcElem(CspSource... sources) {
        return sources(CspDirective.STYLE_SRC_ELEM, sources);
    }

    public CspBuilder styleSrcAttr(CspSource... sources) {
        return sources(CspDirective.STYLE_SRC_ATTR, sources);
    }

    public CspBuilder imgSrc(CspSource... sources) {
        return sources(CspDirective.IMG_SRC, sources);
    }

    public CspBuilder fontSrc(CspSource... sources) {
        return sources(CspDirective.FONT_SRC, sources);
    }

    public CspBuilder connectSrc(CspSource... sources) {
        return sources(CspDirective.CONNECT_SRC, sources);
    }

    public CspBuilder mediaSrc(CspSource... sources) {
        return sources(CspDirective.MEDIA_SRC, sources);
    }

    public CspBuilder manifestSrc(CspSource... sources) {
        return sources(CspDirective.MANIFEST_SRC, sources);
    }

    public CspBuilder objectSrc(CspSource... sources) {
        return sources(CspDirective.OBJECT_SRC, sources);
    }

    public CspBuilder frameSrc(CspSource... sources) {
        return sources(CspDirective.FRAME_SRC, sources);
    }

    public CspBuilder fencedFrameSrc(CspSource... sources) {
        return sources(CspDirective.FENCED_FRAME_SRC, sources);
    }

    public CspBuilder childSrc(CspSource... sources) {
        return sources(CspDirective.CHILD_SRC, sources);
    }

    public CspBuilder workerSrc(CspSource... sources) {
        return sources(CspDirective.WORKER_SRC, sources);
    }

    public CspBuilder baseUri(CspSource... sources) {
        return sources(CspDirective.BASE_URI, sources);
    }

    public CspBuilder formAction(CspSource... sources) {
        return sources(CspDirective.FORM_ACTION, sources);
    }

    public CspBuilder frameAncestors(CspSource... sources) {
        return sources(CspDirective.FRAME_ANCESTORS, sources);
    }

    /** Treats the response as framed without rights; {@code "allow-scripts"} and the like give some back. */
    public CspBuilder sandbox(String... rights) {
        return put(CspDirective.SANDBOX, List.of(rights));
    }

    /** Strings must become trusted types before they become markup or code (W3C Trusted Types). */
    public CspBuilder requireTrustedTypesForScript() {
        return put(CspDirective.REQUIRE_TRUSTED_TYPES_FOR, List.of("'script'"));
    }

    /** The policies that the page's code may create by name, {@code "'none'"} for no policy. */
    public CspBuilder trustedTypes(String... policies) {
        return put(CspDirective.TRUSTED_TYPES, List.of(policies));
    }

    /** Http addresses in the page are fetched over https. The headers guard leaves it out over plain http. */
    public CspBuilder upgradeInsecureRequests() {
        return put(CspDirective.UPGRADE_INSECURE_REQUESTS, List.of());
    }

    /** WebRTC connections: {@code "'block'"}. */
    public CspBuilder webrtc(String value) {
        return put(CspDirective.WEBRTC, List.of(value));
    }

    /**
     * Where violations are reported, in both forms that browsers know.
     *
     * @param endpoint a name that {@code Reporting-Endpoints} defines: {@code "csp"}
     * @param uri the same endpoint's address, for browsers without the former: {@code "/csp-reports"}
     */
    public CspBuilder reportTo(String endpoint, String uri) {
        put(CspDirective.REPORT_URI, List.of(uri));
        return put(CspDirective.REPORT_TO, List.of(endpoint));
    }

    /**
     * Builds although the linter calls this rule's findings high. Shown as weakened in the readiness report. A rule that
     * finds nothing is a fault, so that the call goes when its reason is gone.
     */
    public CspBuilder dangerouslyTolerate(CspRule rule) {
        tolerated.add(rule);
        return this;
    }

    private CspBuilder sources(CspDirective directive, CspSource... sources) {
        for (CspSource source : sources) {
            if (source.isMistakenHost()) {
                mistakenHosts.add(Violation.of(
                        directive.text(),
                        source.toString(),
                        "not_a_host",
                        "a host without quotes; keywords are constants of CspSource, others CspSource.keyword"));
            }
        }
        return put(directive, Arrays.stream(sources).map(CspSource::toString).toList());
    }

    private CspBuilder put(CspDirective directive, List<String> values) {
        once.option(directive.text());
        directives.put(directive.text(), new ArrayList<>(values));
        return this;
    }

    /** The policy, or every fault at once. */
    public Csp build() {
        Faults faults = Faults.in("Csp");
        faults.check(!directives.isEmpty(), "directives", null, "missing", "at least one directive");
        directives.forEach((name, values) -> values(faults, name, values));
        mistakenHosts.forEach(faults::add);
        List<CspFinding> findings = new Csp(directives, Set.of()).lint();
        for (CspFinding finding : findings) {
            if (inherited.contains(finding.rule())) {
                tolerated.add(finding.rule());
            }
        }
        for (CspFinding finding : findings) {
            boolean high = finding.rule().severity() == CspRule.Severity.HIGH;
            // One fault is enough for a value that cannot stand in a policy at all.
            boolean sendable = finding.value() == null || CspSyntax.isValue(finding.value());
            if (high && sendable && !tolerated.contains(finding.rule())) {
                faults.add(fault(finding));
            }
        }
        for (CspRule rule : tolerated) {
            faults.check(
                    rule.severity() == CspRule.Severity.HIGH
                            && findings.stream().anyMatch(finding -> finding.rule() == rule),
                    "dangerouslyTolerate",
                    rule.name(),
                    "not_needed",
                    "a rule of severity HIGH that this policy breaks");
        }
        faults.throwIfAny();
        return new Csp(directives, tolerated);
    }

    private static void values(Faults faults, String name, List<String> values) {
        boolean flag = name.equals(CspDirective.UPGRADE_INSECURE_REQUESTS.text()) || name.equals("sandbox");
        faults.check(flag || !values.isEmpty(), name, null, "missing", "at least one source; NONE for nothing");
        faults.check(CspSyntax.isValue(name), name, name, "bad_name", "the name of a directive");
        CspDirective directive = CspDirective.named(name);
        boolean sources = directive == null || directive.kind().hasSources();
        boolean leaked = !sources && values.contains(Csp.NONCE_TOKEN);
        faults.check(!leaked, name, Csp.NONCE_TOKEN, "nonce_elsewhere", "the nonce in lists of sources only");
        List<String> seen = new ArrayList<>();
        for (String value : values) {
            faults.check(CspSyntax.isValue(value), name, value, "bad_value", "no blank, semicolon or comma; ASCII");
            faults.check(!seen.contains(value), name, value, "duplicate", "each source once");
            seen.add(value);
        }
    }

    private static Violation fault(CspFinding finding) {
        Violation fault = Violation.of(
                finding.directive(),
                finding.value(),
                finding.rule().code(),
                "not this, because " + finding.rule().meaning() + cure(finding.rule()));
        String value = finding.value();
        if (finding.rule() == CspRule.UNQUOTED_KEYWORD && value != null) {
            return fault.hint("Did you mean '" + value.toLowerCase(Locale.ROOT) + "' with its quotes?");
        }
        if (finding.rule() == CspRule.UNKNOWN_DIRECTIVE) {
            String near = DidYouMean.closest(finding.directive(), CspDirective.names());
            return near == null ? fault : fault.hint("Did you mean " + near + "?");
        }
        return fault.hint("Where it must be, dangerouslyTolerate(CspRule."
                + finding.rule().name() + ") says so");
    }

    private static String cure(CspRule rule) {
        return switch (rule) {
            case UNSAFE_INLINE -> "; CspSource.NONCE lets your own inline scripts run";
            case WILDCARD, PLAIN_SCHEME, PUBLIC_SUFFIX -> "; name the hosts, or use CspSource.NONCE";
            case MISSING_OBJECT -> "; objectSrc(CspSource.NONE) forbids them";
            case MISSING_BASE_URI -> "; baseUri(CspSource.NONE) forbids it";
            default -> "";
        };
    }
}
