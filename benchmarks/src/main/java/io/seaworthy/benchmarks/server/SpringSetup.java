package io.seaworthy.benchmarks.server;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import jakarta.servlet.Filter;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Spring Security as a stateless API is set up with it: headers, CORS, bearer tokens, access rules; no CSRF filter, which
 * it leaves out for bearer tokens itself. Its own has no rate limits and no request ids: {@link BucketFilter}.
 */
final class SpringSetup {

    private SpringSetup() {}

    static Filter filter(byte[] secret) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(SecretKey.class, () -> new SecretKeySpec(secret, "HmacSHA256"));
        context.register(Rules.class);
        context.refresh();
        return context.getBean("springSecurityFilterChain", Filter.class);
    }

    /** The beans. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Rules {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.csrf(csrf -> csrf.disable())
                    .cors(Customizer.withDefaults())
                    .headers(headers -> headers.contentSecurityPolicy(
                                    csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                            .referrerPolicy(Customizer.withDefaults()))
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .addFilterBefore(BucketFilter.byAddress(), HeaderWriterFilter.class)
                    .addFilterBefore(BucketFilter.byPrincipal(), AuthorizationFilter.class)
                    .build();
        }

        @Bean
        JwtDecoder decoder(SecretKey key) {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                    .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(),
                    new JwtIssuerValidator(SeaworthySetup.ISSUER),
                    new JwtClaimValidator<List<String>>(
                            "aud", audiences -> audiences.contains(SeaworthySetup.AUDIENCE))));
            return decoder;
        }

        @Bean
        CorsConfigurationSource corsConfigurationSource() {
            CorsConfiguration configuration = new CorsConfiguration();
            configuration.setAllowedOrigins(List.of(SeaworthySetup.ORIGIN));
            configuration.setAllowedMethods(List.of("GET", "POST"));
            configuration.setAllowedHeaders(List.of("authorization", "content-type"));
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", configuration);
            return source;
        }
    }
}
