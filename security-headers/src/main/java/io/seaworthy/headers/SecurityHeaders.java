package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ResponsePass;
import io.seaworthy.kernel.net.EffectiveOrigin;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A profile of security headers, computed when it is built and written on every response: redirects, errors and
 * refusals of later guards included. Immutable, thread-safe.
 *
 * <p>Values are enforced: they win over what the application or another filter writes under the same name, but for
 * {@code Cache-Control} and {@code Content-Disposition}, which are defaults. HSTS and {@code upgrade-insecure-requests}
 * go out only where the client used HTTPS, as the client address guard found out, so put that guard first.
 *
 * <p>A profile whose policy uses nonces has a fresh one for each request in {@link RequestAttributes#CSP_NONCE}, drawn when
 * it is asked for; answers that are no pages and never ask get the policy without nonces. Every other profile allocates
 * nothing per request. It does not write nonces into pages, and it cannot tell a page
 * from another answer: give each kind of path its profile with {@link #byRoute}.
 */
public final class SecurityHeaders implements Guard, EvidenceSource {

    private final String name;
    private final Map<String, HeaderLine> lines;
    private final @Nullable Csp csp;
    private final @Nullable Csp reportOnly;
    private final SecurityHeadersBuilder.Extras extras;
    private final Variant secure;
    private final Variant plain;

    SecurityHeaders(
            String name,
            Map<String, HeaderLine> lines,
            @Nullable Csp csp,
            @Nullable Csp reportOnly,
            SecurityHeadersBuilder.Extras extras) {
        this.name = name;
        this.lines = Collections.unmodifiableMap(new TreeMap<>(lines));
        this.csp = csp;
        this.reportOnly = reportOnly;
        this.extras = extras;
        List<CompiledCsp> policies = new ArrayList<>();
        if (csp != null) {
            policies.add(CompiledCsp.enforced(extras.reporting(csp)));
        }
        if (reportOnly != null) {
            policies.add(CompiledCsp.reportOnly(extras.reporting(reportOnly)));
        }
        this.secure = new Variant(true, lines.values(), policies, extras);
        this.plain = new Variant(false, lines.values(), policies, extras);
    }

    /** For pages: strict policy with nonces, cross-origin isolation, nothing stored. */
    public static SecurityHeaders htmlStrict() {
        return Presets.htmlStrict();
    }

    /** For pages that grew without a policy: scripts from the own origin, inline styles, frames of the own origin. */
    public static SecurityHeaders htmlCompatible() {
        return Presets.htmlCompatible();
    }

    /** For JSON and everything else that is no page: nothing loads, nothing is stored. */
    public static SecurityHeaders api() {
        return Presets.api();
    }

    /** For files that users save: sandboxed, as an attachment, nothing stored. */
    public static SecurityHeaders download() {
        return Presets.download();
    }

    /** For the answer to a logout: as {@link #htmlStrict}, and the browser drops cache, cookies and storage. */
    public static SecurityHeaders logout() {
        return Presets.logout();
    }

    /** The headers that fit every response; a policy has to be given. */
    public static SecurityHeadersBuilder builder() {
        return Presets.bare();
    }

    /**
     * Profiles by route.
     *
     * @param otherwise the profile for everything that no pattern covers
     */
    public static HeadersByRoute.Builder byRoute(SecurityHeaders otherwise) {
        return new HeadersByRoute.Builder(otherwise);
    }

    /** A builder that starts with this profile; each option may be given once and then replaces the old value. */
    public SecurityHeadersBuilder toBuilder() {
        return new SecurityHeadersBuilder(name + ", adjusted", lines, csp, reportOnly, extras);
    }

    @Override
    public Decision check(RequestHead head) {
        return (EffectiveOrigin.isSecure(head) ? secure : plain).decide();
    }

    /** The fields that a response over https gets, in order, with {@link Csp#NONCE_PLACE} where a nonce goes. */
    public Map<String, String> describe() {
        return secure.describe();
    }

    @Override
    public List<Evidence> evidence() {
        return HeaderEvidence.of(this, lines.values(), csp, reportOnly, extras);
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return "SecurityHeaders[" + name + "]";
    }

    /** All that differs between https and http. */
    private static final class Variant {

        private final HeaderEdits fixed;
        private final Decision constant;
        private final PageNonce.@Nullable Rules nonces;
        private final Map<String, String> description;

        Variant(
                boolean https,
                Iterable<HeaderLine> lines,
                List<CompiledCsp> policies,
                SecurityHeadersBuilder.Extras extras) {
            this.description = new TreeMap<>();
            HeaderEdits.Builder edits = HeaderEdits.builder();
            for (HeaderLine line : lines) {
                if (https || !line.secureOnly()) {
                    line.addTo(edits);
                    description.put(line.field(), line.text());
                }
            }
            List<CompiledCsp> dynamic = new ArrayList<>();
            for (CompiledCsp policy : policies) {
                if (policy.usesNonce()) {
                    dynamic.add(policy);
                }
                if (!policy.withheld(https).isEmpty()) {
                    edits.enforce(policy.field(), policy.withheld(https));
                    description.put(policy.field(), policy.value(https, Csp.NONCE_PLACE));
                }
            }
            this.fixed = edits.build();
            ResponsePass removals = extras.removals().isEmpty() ? null : new Removals(extras.removals());
            this.constant = new Decision.Proceed(fixed, Attributes.none(), null, removals);
            this.nonces = dynamic.isEmpty()
                    ? null
                    : new PageNonce.Rules(dynamic.toArray(CompiledCsp[]::new), https, removals, extras.events());
        }

        Decision decide() {
            if (nonces == null) {
                return constant;
            }
            PageNonce nonce = new PageNonce(nonces);
            return new Decision.Proceed(fixed, Attributes.ofLazy(RequestAttributes.CSP_NONCE, nonce), null, nonce);
        }

        Map<String, String> describe() {
            return new TreeMap<>(description);
        }
    }
}
