package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Other header filters in the same server: what the guards enforce is what leaves, and the other writer is told of. */
interface SecondWriterContract {

    String APP = "https://app.example.com";
    String ALLOWED = "Access-Control-Allow-Origin";

    /** What the guards enforce; all but the last are fields that the other filters write differently. */
    Map<String, String> CONFIGURED = Map.of(
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains",
            "X-XSS-Protection",
            "0",
            ALLOWED,
            APP,
            "Cross-Origin-Opener-Policy",
            "same-origin");

    ServletServer server();

    /** A server with the guards and others' filters. */
    final class Crowd implements AutoCloseable {

        final List<String> told = new CopyOnWriteArrayList<>();
        private final ContainerContract.Run run = new ContainerContract.Run();

        /** Others' filters inside of the guards' one, as where Seaworthy is registered first. */
        Crowd inside(ServletServer server, Consumer<ServletContext> others) throws Exception {
            return start(server, others, false);
        }

        /** Others' filters around the guards' one. */
        Crowd outside(ServletServer server, Consumer<ServletContext> others) throws Exception {
            return start(server, others, true);
        }

        private Crowd start(ServletServer server, Consumer<ServletContext> others, boolean first) throws Exception {
            HeaderEdits.Builder edits = HeaderEdits.builder();
            CONFIGURED.forEach(edits::enforce);
            Decision decision = Decision.proceed(edits.append("Vary", "Origin")
                    .defaultTo("Cache-Control", "no-store")
                    .build());
            Events events = (reason, head, cause) -> {
                if (reason == ChainEvent.SECOND_WRITER && cause != null) {
                    told.add(cause.getMessage());
                }
            };
            GuardChain chain =
                    GuardChain.builder().events(events).then(head -> decision).build();
            run.start(
                    server,
                    context -> {
                        if (first) {
                            others.accept(context);
                        }
                        SeaworthyFilter.of(chain).register(context, "seaworthy");
                        if (!first) {
                            others.accept(context);
                        }
                    },
                    null,
                    (request, response) -> {
                        switch (request.getRequestURI()) {
                            case "/error" -> response.sendError(503);
                            case "/redirect" -> response.sendRedirect("/elsewhere");
                            case "/reset" -> {
                                response.reset();
                                response.getWriter().print("after a reset");
                            }
                            case "/flush" -> {
                                response.flushBuffer();
                                response.getWriter().print("after a flush");
                            }
                            case "/length" -> {
                                response.setHeader("Content-Length", "2");
                                response.getOutputStream().write(new byte[] {'o', 'k'});
                            }
                            default -> response.getWriter().print("ok");
                        }
                    });
            return this;
        }

        RawResponse get(String path) throws Exception {
            return run.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nOrigin: " + APP + "\r\nConnection: close\r\n\r\n");
        }

        /** Every way to commit leaves with the configured values, each exactly once. */
        void assertConfiguredValuesLeave() throws Exception {
            for (String path : List.of("/", "/error", "/redirect", "/reset", "/flush", "/length")) {
                RawResponse response = get(path);
                CONFIGURED.forEach((name, value) -> assertThat(response.all(name))
                        .as("%s of %s", name, path)
                        .containsExactly(value));
                // Jetty takes Vary off its own error pages; the README says so.
                if (!path.equals("/error")) {
                    assertThat(String.join(", ", response.all("Vary"))).as(path).contains("Origin");
                }
            }
        }

        /** Every field in dispute was told of, none of them twice. */
        void assertToldOnce(String... names) {
            assertThat(told.stream().map(text -> text.replaceAll(".* writes (\\S+) too.*", "$1")))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(List.of(names)));
        }

        @Override
        public void close() {
            run.close();
        }
    }

    /** Adds a filter before those that are declared, in the order of these calls. */
    static FilterRegistration.Dynamic add(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic added = context.addFilter(name, filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        return added;
    }

    /** Spring Security's chain with its header writers, set to other values, and Spring's CORS filter. */
    static Filter springSecurity(boolean eager) {
        HstsHeaderWriter hsts = new HstsHeaderWriter(AnyRequestMatcher.INSTANCE, 60, false);
        XXssProtectionHeaderWriter xss = new XXssProtectionHeaderWriter();
        xss.setHeaderValue(XXssProtectionHeaderWriter.HeaderValue.ENABLED_MODE_BLOCK);
        HeaderWriterFilter headers = new HeaderWriterFilter(List.of(
                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.SAMEORIGIN),
                new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.UNSAFE_URL),
                hsts,
                xss,
                new CacheControlHeadersWriter(),
                new StaticHeadersWriter("X-Of-Spring", "kept")));
        headers.setShouldWriteHeadersEagerly(eager);
        CorsConfiguration open = new CorsConfiguration();
        open.addAllowedOriginPattern("*");
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", open);
        return new FilterChainProxy(
                new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, headers, new CorsFilter(source)));
    }

    /** No moment before the commit was noticed where the length came by {@code setHeader}. */
    @Test
    default void cve202622732_lengthSetAsAHeader_leavesWithTheHeaders() throws Exception {
        try (Crowd crowd = new Crowd().inside(server(), context -> {})) {
            RawResponse response = crowd.get("/length");
            assertThat(response.text()).isEqualTo("ok");
            CONFIGURED.forEach(
                    (name, value) -> assertThat(response.all(name)).as(name).containsExactly(value));
        }
    }

    /** Spring's writers leave a field alone that is set already, all but that of the frame options. */
    @Test
    default void springSecurityInside_losesAndIsToldOf() throws Exception {
        try (Crowd crowd = new Crowd().inside(server(), context -> add(context, "spring", springSecurity(false)))) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            assertThat(crowd.get("/").all("X-Of-Spring")).containsExactly("kept");
            crowd.assertToldOnce("X-Frame-Options");
        }
    }

    @Test
    default void eagerSpringSecurityInside_losesAndIsToldOf() throws Exception {
        try (Crowd crowd = new Crowd().inside(server(), context -> add(context, "spring", springSecurity(true)))) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options");
        }
    }

    @Test
    default void eagerSpringSecurityOutside_losesAndIsToldOf() throws Exception {
        try (Crowd crowd = new Crowd().outside(server(), context -> add(context, "spring", springSecurity(true)))) {
            crowd.assertConfiguredValuesLeave();
            crowd.assertToldOnce("X-Frame-Options", "Referrer-Policy", "Strict-Transport-Security", "X-XSS-Protection");
        }
    }

    /**
     * What is around the guards and writes at commit comes last, and nobody inside can hear of it. Spring's frame options
     * are the one writer that does not look whether the field is there. The README says to register the guards first.
     */
    @Test
    default void lazySpringSecurityOutside_hasTheLastWordOnFrameOptionsOnly() throws Exception {
        try (Crowd crowd = new Crowd().outside(server(), context -> add(context, "spring", springSecurity(false)))) {
            RawResponse response = crowd.get("/");
            assertThat(response.all("X-Frame-Options")).containsExactly("SAMEORIGIN");
            CONFIGURED.forEach((name, value) -> {
                if (!name.equals("X-Frame-Options")) {
                    assertThat(response.all(name)).as(name).containsExactly(value);
                }
            });
        }
    }

    @Test
    default void withoutAnotherWriter_nothingIsTold() throws Exception {
        try (Crowd crowd = new Crowd().inside(server(), context -> {})) {
            crowd.assertConfiguredValuesLeave();
            assertThat(crowd.told).isEmpty();
        }
    }
}
