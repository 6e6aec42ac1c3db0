package io.seaworthy.benchmarks.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** What users write over bucket4j: a bucket for each key, the rest in a field, 429 beyond. */
final class BucketFilter extends OncePerRequestFilter {

    private final LoadingCache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(key -> Bucket.builder()
                    .addLimit(Bandwidth.builder()
                            .capacity(500_000_000)
                            .refillGreedy(500_000_000, Duration.ofSeconds(10))
                            .build())
                    .build());
    private final Function<HttpServletRequest, String> key;
    private final boolean first;

    private BucketFilter(Function<HttpServletRequest, String> key, boolean first) {
        this.key = key;
        this.first = first;
    }

    /** The first filter, which gives the request its id, too. */
    static BucketFilter byAddress() {
        return new BucketFilter(HttpServletRequest::getRemoteAddr, true);
    }

    static BucketFilter byPrincipal() {
        return new BucketFilter(request -> request.getUserPrincipal().getName(), false);
    }

    /** Two of them are in one chain. */
    @Override
    protected String getAlreadyFilteredAttributeName() {
        return "limited-" + first;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (first) {
            String id = UUID.randomUUID().toString();
            response.setHeader("X-Request-Id", id);
            try (MDC.MDCCloseable scope = MDC.putCloseable("http.request.id", id)) {
                limit(request, response, chain);
            }
        } else {
            limit(request, response, chain);
        }
    }

    private void limit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ConsumptionProbe probe = buckets.get(key.apply(request)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            response.sendError(429);
            return;
        }
        response.setHeader("X-RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
        chain.doFilter(request, response);
    }
}
