package io.seaworthy.benchmarks.headers;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.kernel.GuardChain;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import org.apache.catalina.filters.CorsFilter;
import org.eclipse.jetty.ee10.servlets.CrossOriginFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Who decides; all with the same origins, methods and request headers, and with credentials. */
public enum CorsPeer {
    SEAWORTHY,
    SPRING,
    TOMCAT,
    JETTY,
    /** The origin read, and the allowed one written. */
    FLOOR;

    private static final List<String> METHODS = List.of("GET", "POST", "DELETE");
    private static final List<String> HEADERS = List.of("authorization", "content-type");

    CorsDecision decision(List<String> origins) throws Exception {
        return switch (this) {
            case SEAWORTHY -> seaworthy(origins);
            case SPRING -> spring(origins);
            case TOMCAT -> tomcat(origins);
            case JETTY -> jetty(origins);
            case FLOOR -> floor(origins.get(0));
        };
    }

    private static CorsDecision seaworthy(List<String> origins) {
        CorsPolicy policy = CorsPolicy.builder()
                .origins(origins.toArray(String[]::new))
                .methods(METHODS.toArray(String[]::new))
                .requestHeaders(HEADERS.toArray(String[]::new))
                .credentials()
                .build();
        GuardChain chain = GuardChain.of(policy);
        return (request, response) -> chain.run(request.head()).write(response);
    }

    private static CorsDecision spring(List<String> origins) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(origins);
        configuration.setAllowedMethods(METHODS);
        configuration.setAllowedHeaders(HEADERS);
        configuration.setAllowCredentials(true);
        DefaultCorsProcessor processor = new DefaultCorsProcessor();
        return (request, response) -> processor.processRequest(configuration, request.servlet(), response);
    }

    private static CorsDecision tomcat(List<String> origins) throws Exception {
        CorsFilter filter = new CorsFilter();
        filter.init(new Init(Map.of(
                CorsFilter.PARAM_CORS_ALLOWED_ORIGINS,
                String.join(",", origins),
                CorsFilter.PARAM_CORS_ALLOWED_METHODS,
                String.join(",", METHODS) + ",OPTIONS",
                CorsFilter.PARAM_CORS_ALLOWED_HEADERS,
                String.join(",", HEADERS),
                CorsFilter.PARAM_CORS_SUPPORT_CREDENTIALS,
                "true")));
        return through(filter);
    }

    private static CorsDecision jetty(List<String> origins) throws Exception {
        CrossOriginFilter filter = new CrossOriginFilter();
        filter.init(new Init(Map.of(
                CrossOriginFilter.ALLOWED_ORIGINS_PARAM, String.join(",", origins),
                CrossOriginFilter.ALLOWED_METHODS_PARAM, String.join(",", METHODS),
                CrossOriginFilter.ALLOWED_HEADERS_PARAM, String.join(",", HEADERS),
                CrossOriginFilter.CHAIN_PREFLIGHT_PARAM, "false",
                CrossOriginFilter.ALLOW_CREDENTIALS_PARAM, "true")));
        return through(filter);
    }

    private static CorsDecision through(Filter filter) {
        return (request, response) -> filter.doFilter(request.servlet(), response, (q, r) -> {});
    }

    private static CorsDecision floor(String origin) {
        return (request, response) -> {
            if (origin.equals(request.head().header("Origin"))) {
                response.setHeader("Access-Control-Allow-Origin", origin);
                response.setHeader("Access-Control-Allow-Credentials", "true");
            }
        };
    }
}
