package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import java.util.Map;

/** The profiles that most applications need. */
final class Presets {

    private Presets() {}

    static SecurityHeadersBuilder bare() {
        return named("own profile")
                .base(Hsts.recommended())
                .base(FixedHeader.CONTENT_TYPE_OPTIONS)
                .base(FrameOptions.DENY)
                .base(ReferrerPolicy.NO_REFERRER)
                .base(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .base(CrossOriginResourcePolicy.SAME_ORIGIN)
                .base(FixedHeader.PERMITTED_CROSS_DOMAIN_POLICIES);
    }

    private static SecurityHeadersBuilder named(String name) {
        return new SecurityHeadersBuilder(name, Map.of(), null, null, SecurityHeadersBuilder.Extras.NONE);
    }

    private static SecurityHeadersBuilder page(String name) {
        return bare().named(name)
                .base(FixedHeader.ORIGIN_AGENT_CLUSTER)
                .base(FixedHeader.DNS_PREFETCH_OFF)
                .base(PermissionsPolicy.denySensitive());
    }

    static SecurityHeaders htmlStrict() {
        return strict("html-strict").build();
    }

    private static SecurityHeadersBuilder strict(String name) {
        return page(name)
                .base(CrossOriginEmbedderPolicy.REQUIRE_CORP)
                .base(FixedHeader.NO_STORE)
                .baseCsp(Csp.strict());
    }

    static SecurityHeaders htmlCompatible() {
        return page("html-compatible")
                .base(FrameOptions.SAMEORIGIN)
                .base(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)
                .base(CrossOriginOpenerPolicy.SAME_ORIGIN_ALLOW_POPUPS)
                .base(CrossOriginResourcePolicy.SAME_SITE)
                .baseCsp(Csp.compatible())
                .build();
    }

    static SecurityHeaders api() {
        return bare().named("api")
                .base(FixedHeader.NO_STORE)
                .baseCsp(Csp.nothing())
                .build();
    }

    static SecurityHeaders download() {
        return bare().named("download")
                .base(FixedHeader.NO_STORE)
                .base(FixedHeader.ATTACHMENT)
                .baseCsp(Csp.nothing().toBuilder().sandbox().build())
                .build();
    }

    static SecurityHeaders logout() {
        return strict("logout").base(ClearSiteData.atLogout()).build();
    }
}
