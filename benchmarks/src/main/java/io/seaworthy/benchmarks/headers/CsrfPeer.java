package io.seaworthy.benchmarks.headers;

import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/** Who tells a page's own unsafe request from another site's. */
public enum CsrfPeer {
    /** By what the browser says of the request. */
    SEAWORTHY,
    /** By a token in a cookie and in a field, as its documentation sets it up for pages with scripts. */
    SPRING,
    /** The browser's field read and compared. */
    FLOOR;

    /** Whether the request may go on. */
    interface Check {
        boolean passes(CorsRequest request) throws Exception;
    }

    Check check() {
        return switch (this) {
            case SEAWORTHY -> seaworthy();
            case SPRING -> spring();
            case FLOOR -> request -> "same-origin".equals(request.head().header("Sec-Fetch-Site"));
        };
    }

    private static Check seaworthy() {
        GuardChain chain = GuardChain.of(CsrfProtection.fetchMetadata());
        return request -> {
            Outcome outcome = chain.run(request.head());
            return outcome.proceeds();
        };
    }

    private static Check spring() {
        CsrfFilter filter = new CsrfFilter(CookieCsrfTokenRepository.withHttpOnlyFalse());
        filter.setRequestHandler(new CsrfTokenRequestAttributeHandler());
        filter.setAccessDeniedHandler((request, response, refused) -> response.setStatus(403));
        MemoryResponse response = new MemoryResponse();
        return request -> {
            filter.doFilter(request.servlet(), response.empty(), (q, r) -> {});
            return response.getStatus() == 200;
        };
    }
}
